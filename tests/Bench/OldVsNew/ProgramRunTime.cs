using System.Globalization;
using System.Runtime.InteropServices;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>The kernel's account of how long programs run. It costs two looks at the clock per run, so it is only on while it is wanted.</summary>
internal static partial class ProgramRunTime
{
    private const int BPF_STATS_RUN_TIME = 0;
    private const string Field = "run_time_ns:";

    /// <summary>On until it is disposed, or this process ends however it ends: the kernel counts the holders, nothing is to be put back. The
    /// switch that holds for the whole machine (kernel.bpf_stats_enabled) stays as it is.</summary>
    public static Switch On() => new(SystemCalls.Check(bpf_enable_stats(BPF_STATS_RUN_TIME), "bpf(BPF_ENABLE_STATS)"));

    /// <summary>All programs that the process holds.</summary>
    public static TimeSpan Of(int process) => TimeSpan.FromTicks(
        Directory.EnumerateFiles($"/proc/{process}/fdinfo").Sum(Nanoseconds) / TimeSpan.NanosecondsPerTick);

    private static long Nanoseconds(string descriptor)
    {
        try
        {
            return File.ReadLines(descriptor).Where(line => line.StartsWith(Field, StringComparison.Ordinal))
                .Sum(line => long.Parse(line.AsSpan(Field.Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // Closed meanwhile: no program's, for those stay.
            return 0;
        }
    }

    /// <summary>libbpf's bpf_enable_stats(enum bpf_stats_type): a descriptor, or -errno.</summary>
    [LibraryImport("libbpf.so.1", SetLastError = true)]
    private static partial int bpf_enable_stats(int type);

    public readonly struct Switch(int descriptor) : IDisposable
    {
        public void Dispose() => _ = SystemCalls.close(descriptor);
    }
}
