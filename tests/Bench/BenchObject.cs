using NetMonitor.Lab;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Bench;

/// <summary>Objects that are there for the benchmark only.</summary>
internal static class BenchObject
{
    private static readonly string[] TwinMaps = ["bench_hash", "bench_percpu_hash", "bench_lru_hash", "bench_lru_percpu_hash"];

    /// <summary>The floors: programs that do nothing.</summary>
    public static BpfObject Floors()
    {
        var floors = Open("floor.bpf.o");
        floors.Load();
        return floors;
    }

    /// <summary>The programs that make frames of many flows.</summary>
    /// <param name="flows">A power of two.</param>
    public static BpfObject Variation(int flows)
    {
        var opened = Open("bench.bpf.o");
        opened.SetGlobal(opened.Types(), "bench_mask", [(ulong)flows - 1]);
        Array.ForEach(TwinMaps, opened.WithoutMap);
        opened.OnlyPrograms(["bench_vary_xdp", "bench_vary_tc"]);
        opened.Load();
        return opened;
    }

    /// <summary>One of the twins with its map.</summary>
    public static BpfObject Twin(string kind, int entries)
    {
        var opened = Open("bench.bpf.o");
        Array.ForEach([.. TwinMaps.Where(map => map != $"bench_{kind}")], opened.WithoutMap);
        opened.SetMaxEntries($"bench_{kind}", (uint)entries);
        opened.OnlyPrograms([$"bench_{kind}_xdp"]);
        opened.Load();
        return opened;
    }

    private static BpfObject Open(string file) =>
        BpfObject.Open(ObjectImage.Read(Path.Combine(Path.GetDirectoryName(LabPaths.BpfObject)!, file)));
}
