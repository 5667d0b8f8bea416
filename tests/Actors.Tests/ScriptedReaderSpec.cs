using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Contracts;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Actors.Tests;

public sealed class ScriptedReaderSpec : InterfaceReaderContract
{
    private readonly ScriptedNic _nic = ScriptedNic.Named("veth0");

    [Theory]
    [MemberData(nameof(Laws))]
    public Task ScriptedReader_should_keep(string law) => Keeps(law);

    protected override CountSource Source => CountSource.Wire;

    protected override ImmutableHashSet<TrafficClass> Classes => LookedInto;

    protected override IInterfaceReader Attach() => _nic.Open(_nic.Link);

    protected override Task Receive(int packets)
    {
        _nic.Pass((ulong)packets, 0);
        return Task.CompletedTask;
    }
}
