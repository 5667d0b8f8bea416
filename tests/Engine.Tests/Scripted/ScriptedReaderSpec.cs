using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Contracts;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Tests.Scripted;

public sealed class ScriptedReaderSpec : InterfaceReaderContract
{
    private readonly ScriptedDataPlane _dataPlane = new();

    private ScriptedReader? _attached;

    [Theory]
    [MemberData(nameof(Laws))]
    public Task ScriptedReader_should_keep(string law) => Keeps(law);

    protected override CountSource Source => CountSource.Wire;

    protected override ImmutableHashSet<TrafficClass> Classes => LookedInto;

    protected override IInterfaceReader Attach() => _attached = (ScriptedReader)_dataPlane.Open(Links.Nic("eth0", 2));

    protected override Task Receive(int packets)
    {
        _attached?.Receive(packets);
        return Task.CompletedTask;
    }
}
