using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Contracts;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Lab.Tests.Readers;

/// <summary>The contract on the real reader, for each way of attaching.</summary>
public sealed class ReaderContractSpec : InterfaceReaderContract, IDisposable
{
    /// <summary>For local experiments: a type that no protocol of the kernel wants, which the kernel counts behind every hook,
    /// and with it whatever came before.</summary>
    private static readonly Frame Unwanted = Frame.Ethernet(type: 0x88b5).Payload(50);

    private readonly VethLab _lab = VethLab.Create("eth1");
    private LabDataPlane? _plane;
    private ModePolicy _mode;
    private FlowSpaceSettings? _flows;

    public static TheoryData<string, ModePolicy> LawsByMode
    {
        get
        {
            var rows = new TheoryData<string, ModePolicy>();
            foreach (var mode in new[] { ModePolicy.Native, ModePolicy.Tcx, ModePolicy.Tc })
            {
                foreach (var law in Laws)
                {
                    rows.Add(law, mode);
                }
            }

            return rows;
        }
    }

    [BpfTheory]
    [MemberData(nameof(LawsByMode))]
    public async Task BpfInterfaceReader_should_keep_the_law(string law, ModePolicy mode)
    {
        (_mode, _flows) = (mode, LabDataPlane.SomeFlows);
        await Keeps(law);
    }

    [BpfTheory]
    [MemberData(nameof(Laws))]
    public async Task BpfInterfaceReader_should_keep_the_law_when_flows_are_off(string law)
    {
        _mode = ModePolicy.Tcx;
        await Keeps(law);
    }

    public void Dispose()
    {
        _plane?.Dispose();
        _lab.Dispose();
    }

    protected override CountSource Source => CountSource.Wire;

    protected override ImmutableHashSet<TrafficClass> Classes => LookedInto;

    protected override IInterfaceReader Attach()
    {
        _plane ??= new LabDataPlane(_lab.Host, _mode, _flows);
        return new InNamespaceReader(_lab.Host, _plane.Open(_plane.ListLinks().Single()));
    }

    protected override async Task Receive(int packets)
    {
        var nic = _lab["eth1"];
        var wanted = nic.Host.Statistics().RxDropped + 1;
        for (var i = 0; i < packets; i++)
        {
            nic.SendToHost(1, Frame.Ethernet().IPv4().Udp((ushort)(1000 + i % 3), 53));
        }

        nic.SendToHost(1, Unwanted);
        await Eventually.TrueAsync(() => Task.FromResult(nic.Host.Statistics().RxDropped >= wanted), $"{packets} packets past every hook");
    }
}
