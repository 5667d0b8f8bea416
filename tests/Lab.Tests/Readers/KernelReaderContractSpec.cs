using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Contracts;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Readers;

namespace NetMonitor.Lab.Tests.Readers;

/// <summary>The contract on the kernel's own counters.</summary>
public sealed class KernelReaderContractSpec : InterfaceReaderContract, IDisposable
{
    private readonly VethLab _lab = VethLab.Create("eth1");
    private readonly KernelDataPlane _plane;

    public KernelReaderContractSpec() => _plane = _lab.Host.Run(() => new KernelDataPlane());

    protected override CountSource Source => CountSource.Kernel;

    protected override ImmutableHashSet<TrafficClass> Classes => NotLookedInto;

    [RootTheory("ip")]
    [MemberData(nameof(Laws))]
    public Task KernelInterfaceReader_should_keep_the_law(string law) => Keeps(law);

    public void Dispose()
    {
        _plane.Dispose();
        _lab.Dispose();
    }

    protected override IInterfaceReader Attach() => _plane.Open(_plane.ListLinks().Single(link => !link.IsLoopback));

    protected override async Task Receive(int packets)
    {
        var nic = _lab["eth1"];
        var wanted = nic.Host.Statistics().RxPackets + (ulong)packets;
        nic.SendToHost(packets, Frame.Ethernet().IPv4().Udp());
        await Eventually.TrueAsync(() => Task.FromResult(nic.Host.Statistics().RxPackets >= wanted), $"{packets} packets received");
    }
}
