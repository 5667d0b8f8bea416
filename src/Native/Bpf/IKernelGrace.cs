namespace NetMonitor.Native.Bpf;

/// <summary>One way of making the kernel wait for an RCU grace period.</summary>
internal interface IKernelGrace : IDisposable
{
    void Await();
}
