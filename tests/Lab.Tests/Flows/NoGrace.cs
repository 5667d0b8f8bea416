using NetMonitor.Native.Bpf;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>Waits for nobody.</summary>
internal sealed class NoGrace : IKernelGrace
{
    public void Await()
    {
    }

    public void Dispose()
    {
    }
}
