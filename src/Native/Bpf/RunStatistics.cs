using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>The kernel's run statistics, on until this is disposed or the process ends, however it ends: the kernel counts the holders (Linux 5.8). They cost
/// every BPF program of the host two looks at the clock per run, ours or not: they are to be on shortly and rarely. Needs CAP_SYS_ADMIN.</summary>
public sealed class RunStatistics : IDisposable
{
    private readonly DescriptorHandle _descriptor;

    private RunStatistics(DescriptorHandle descriptor) => _descriptor = descriptor;

    /// <exception cref="BpfException">Refused: EPERM without the right.</exception>
    public static RunStatistics TurnOn()
    {
        var descriptor = Libbpf.EnableStatistics(BpfConstants.BPF_STATS_RUN_TIME);
        return descriptor >= 0
            ? new RunStatistics(new DescriptorHandle(descriptor))
            : throw new BpfException(
                "turn on run statistics",
                "BPF_STATS_RUN_TIME",
                (Errno)(-descriptor),
                (Errno)(-descriptor) == Errno.EPERM ? "CAP_SYS_ADMIN is needed" : "Linux 5.8 or later has them");
    }

    public void Dispose() => _descriptor.Dispose();
}
