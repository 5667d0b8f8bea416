using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Readers;

/// <summary>The NICs of the network namespace in which it was opened, by the kernel's own counters: it attaches nothing and needs no
/// capability.</summary>
public sealed class KernelDataPlane : IDataPlane
{
    private readonly KernelLinks _links = KernelLinks.Open();
    private long _lastGeneration;

    public ImmutableArray<LinkDescription> ListLinks() => _links.List();

    public IDisposable WatchLinks(Action changed, Action<string> failed) => _links.Watch(changed, failed);

    public IInterfaceReader Open(LinkDescription link) => new KernelInterfaceReader(
        link, new Attachment(new Generation(Interlocked.Increment(ref _lastGeneration)), AttachMode.Kernel, "asked for"), () => _links.ReadCounters(link));

    public void Dispose() => _links.Dispose();
}
