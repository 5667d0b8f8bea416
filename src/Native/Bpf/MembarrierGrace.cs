using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>membarrier(MEMBARRIER_CMD_GLOBAL), which is synchronize_rcu() (kernel/sched/membarrier.c). Needs no rights. Refused on a
/// kernel booted with nohz_full.</summary>
internal sealed class MembarrierGrace : IKernelGrace
{
    private const int Query = 0;
    private const int Global = 1;

    private static readonly nint Membarrier = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 283 : 324;

    public static bool IsOffered() => Libc.SystemCall(Membarrier, Query, 0, 0) is > 0 and var offered && (offered & Global) != 0;

    public void Await()
    {
        if (Libc.SystemCall(Membarrier, Global, 0, 0) < 0)
        {
            throw new BpfException("await a grace period", "membarrier", (Errno)Marshal.GetLastPInvokeError(), "");
        }
    }

    public void Dispose()
    {
    }
}
