using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Lab.Tests.Readers;

/// <summary>Does everything on the thread of a lab's namespace, as the product does on a thread of the host's.</summary>
internal sealed class InNamespaceReader(NetworkNamespace home, IInterfaceReader inner) : IInterfaceReader
{
    public LinkDescription Link => inner.Link;

    public Attachment Attachment => inner.Attachment;

    public void CloseWindow(Action closed) => home.Run(() => inner.CloseWindow(closed));

    public InterfaceReading Read() => home.Run(inner.Read);

    public FlowWindow? TakeFlows(string nic) => home.Run(() => inner.TakeFlows(nic));

    public string? ChangeFlows(int slots) => home.Run(() => inner.ChangeFlows(slots));

    public InterfaceReading LeaveCounting() => home.Run(inner.LeaveCounting);

    public void LengthenFlows(TimeSpan least) => home.Run(() => inner.LengthenFlows(least));

    public bool HasBetter(LinkDescription link) => home.Run(() => inner.HasBetter(link));

    public InterfaceReading Finish() => home.Run(inner.Finish);

    public void Dispose() => home.Run(inner.Dispose);
}
