using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>Processor time of the calling thread, of the kernel's work for it too.</summary>
public static class ThreadTime
{
    public static long Nanoseconds => Libc.ThreadCpuNanoseconds();
}
