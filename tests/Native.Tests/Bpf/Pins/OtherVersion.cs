using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Tests.Bpf.Pins;

/// <summary>What a build with another ABI leaves pinned: the same programs, compiled from a copy of bpf/ in which the counters and the classes come in another order, and
/// a class and some members are there that this build does not know.</summary>
internal sealed class OtherVersion : IDisposable
{
    public const long Account = 4711;

    private readonly BpfObject _object;

    private OtherVersion(BpfObject loaded) => _object = loaded;

    /// <summary>By TCX, as generation 1.</summary>
    public static OtherVersion Attach(VethLab lab)
    {
        var opened = BpfObject.Open(Compile());
        var cpus = Libbpf.PossibleCpus();
        opened.SetMaxEntries(NmNames.Counters, (uint)(cpus * 4));
        opened.WithoutMap(NmNames.Flows);
        opened.WithoutMap(NmNames.Evictions);
        opened.OnlyPrograms([NmNames.IngressProgram, NmNames.EgressProgram]);
        opened.Load();
        lab.Host.Run(() => Pin(lab["eth1"], opened));
        return new OtherVersion(opened);
    }

    public void Dispose() => _object.Dispose();

    private static void Pin(VethNic nic, BpfObject loaded)
    {
        var home = nic.Host.Namespace.PinPath;
        var directory = $"{home}/{nic.Host.Index}";
        foreach (var path in new[] { NetworkNamespace.PinRoot, home, directory, $"{directory}/1" })
        {
            PinPath.MakeDirectory(path);
        }

        var types = loaded.RawTypes();
        var layout = new CounterLayout(loaded.Types());
        Assert.NotEqual(System.Runtime.CompilerServices.Unsafe.SizeOf<NmCounters>(), layout.Bytes);
        var identity = new NicIdentity(nic.Host.Index, nic.Name, "02:00:00:00:00:01", "veth");
        var about = new PinAbout(99, "other", identity, NicMode.Tcx, Account, 0, default, null, HasFlows: false, MadeClsact: false, "another build", "");
        Value("about", PinAbout.Bytes, about.Format());
        Value("types", types.Length, types);
        Value("carried", Carried.Header + 2 * layout.Bytes, []);
        using var marks = NewMap.Array("nm_marks", layout.Bytes, 9, BpfConstants.BPF_F_MMAPABLE);
        PinPath.Pin(marks.Descriptor, $"{directory}/1/marks");
        PinPath.Pin(loaded.MapDescriptor(NmNames.Counters), $"{directory}/1/nm_counters");
        foreach (var (program, hook) in new[] { (NmNames.IngressProgram, Hook.TcxIngress), (NmNames.EgressProgram, Hook.TcxEgress) })
        {
            PinPath.Pin(loaded.ProgramDescriptor(program), $"{directory}/1/{program}");
            var link = BpfLink.Attach(hook, loaded.ProgramDescriptor(program), nic.Host.Index, nic.Name);
            link.Pin($"{directory}/{PinNames.Of(hook)}");
            link.Leave();
        }

        void Value(string name, int size, byte[] bytes)
        {
            using var map = ValueMap.Create("nm_value", size);
            map.Write(bytes);
            PinPath.Pin(map.Descriptor, $"{directory}/1/{name}");
        }
    }

    private static ObjectImage Compile()
    {
        var folder = Directory.CreateTempSubdirectory("nm-abi-").FullName;
        try
        {
            foreach (var source in Directory.GetFiles(Path.Combine(LabPaths.Root, "bpf"), "*"))
            {
                File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
            }

            var abi = Path.Combine(folder, "nm_abi.h");
            File.WriteAllText(abi, Changed(File.ReadAllText(abi)));
            var built = Path.Combine(folder, "other.o");
            _ = Tool.Run(
                "clang", "-O2", "-g", "-target", "bpf", "-Wno-pass-failed", "-I", folder, "-I", $"/usr/include/{Machine()}-linux-gnu", "-c", Path.Combine(folder, "netmonitor.bpf.c"), "-o", built).Require();
            return ObjectImage.Read(built);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Machine() => Tool.Run("uname", "-m").Require().Output.Trim();

    private static string Changed(string header)
    {
        var changed = header
            .Replace("#define NM_ABI_VERSION 3", "#define NM_ABI_VERSION 99", StringComparison.Ordinal)
            .Replace("\tNM_TCP,\n\tNM_UDP,\n", "\tNM_UDP,\n\tNM_UNHEARD_OF,\n\tNM_TCP,\n", StringComparison.Ordinal)
            .Replace("\tNM_CLASS_SLOTS = 32,", "\tNM_CLASS_SLOTS = 64,", StringComparison.Ordinal)
            .Replace("\t__u64 fragments;\n", "", StringComparison.Ordinal)
            .Replace("\t__u64 broadcast;\n", "\t__u64 broadcast;\n\t__u64 unheard_of[8];\n\t__u64 fragments;\n", StringComparison.Ordinal);
        Assert.NotEqual(header.Length, changed.Length);
        return changed;
    }
}
