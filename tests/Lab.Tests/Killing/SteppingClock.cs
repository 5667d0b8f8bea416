using System.IO.MemoryMappedFiles;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>The wall clock of one process, which can be stepped; the machine's own stays as it is. A time namespace would not do: it has only the
/// monotonic clocks, and those never step.</summary>
internal sealed class SteppingClock : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _offset;

    public SteppingClock(string folder)
    {
        var (library, file) = (Path.Combine(folder, "stepping_clock.so"), Path.Combine(folder, "clock"));
        _ = Tool.Run("clang", "-shared", "-fPIC", "-O2", Path.Combine(LabPaths.Root, "tests", "Clock", "stepping_clock.c"), "-o", library, "-ldl").Require();
        File.WriteAllBytes(file, new byte[sizeof(long)]);
        _file = MemoryMappedFile.CreateFromFile(file);
        _offset = _file.CreateViewAccessor();
        Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["LAB_CLOCK_STEP"] = file };
    }

    /// <summary>For the process whose clock it is to be.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>From now on the clock is off by so much.</summary>
    public void Set(TimeSpan offset) => _offset.Write(0, (long)(offset.TotalMilliseconds * 1_000_000));

    public void Dispose()
    {
        _offset.Dispose();
        _file.Dispose();
    }
}
