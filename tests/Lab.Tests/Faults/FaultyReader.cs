using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>Reads until it is told to throw, once.</summary>
internal sealed class FaultyReader(IInterfaceReader inner) : IInterfaceReader
{
    private Exception? _next;

    public LinkDescription Link => inner.Link;

    public Attachment Attachment => inner.Attachment;

    public void ThrowAtNextRead(Exception exception) => Volatile.Write(ref _next, exception);

    public void CloseWindow(Action closed) => inner.CloseWindow(closed);

    public InterfaceReading Read() => Interlocked.Exchange(ref _next, null) is { } exception ? throw exception : inner.Read();

    public FlowWindow? TakeFlows(string nic) => inner.TakeFlows(nic);

    public string? ChangeFlows(int slots) => inner.ChangeFlows(slots);

    public bool HasBetter(LinkDescription link) => inner.HasBetter(link);

    public InterfaceReading LeaveCounting() => inner.LeaveCounting();

    public void LengthenFlows(TimeSpan least) => inner.LengthenFlows(least);

    public InterfaceReading Finish() => inner.Finish();

    public void Dispose() => inner.Dispose();
}
