using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Tests.Flows;
using NetMonitor.Engine.Tests.Metrics;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Pbm;

/// <summary>A host with a NIC of every kind that is shown in its own way.</summary>
internal static class SteeredHost
{
    public static HostView View { get; } = Of(
        SampleHost.Counting with { Attachment = SampleHost.Counting.Attachment! with { Flows = new FlowRoom(65_536, 65_536, 8_650_752, "") } },
        Read("eth1", 3, AttachMode.Tcx, "XDP would cost a veth device its offloads", 123_456_789) with
        {
            Condition = InterfaceCondition.Detached,
            Reason = "detached by command",
            Attachment = null,
            Rates = null,
            UncountedTx = 101,
        },
        InterfaceState.Initial(Links.Nic("eth2", 4)),
        WithRoom(Read("kern0", 7, AttachMode.Kernel, "asked for", 211), FlowRoom.None("the kernel's own counters know no flows")),
        WithRoom(Read("sim0", 8, AttachMode.Simulated, "asked for", 10_007), new FlowRoom(65_536, 16_384, 3_145_728, "the budget of 256 MB is spent on others")),
        SampleHost.Failing);

    public static HostView Of(params InterfaceState[] states) =>
        HostView.Of("server1", SampleHost.Process, TimeSpan.FromSeconds(12.25), SampleHost.Of(states) with { Flows = SampleFlows.Flows }, SampleHost.Now);

    private static InterfaceState WithRoom(InterfaceState state, FlowRoom room) => state with { Attachment = state.Attachment! with { Flows = room } };

    /// <summary>So many UDP packets of 1,000 bytes came in. Of which kind they are the kernel's own counters do not tell.</summary>
    private static InterfaceState Read(string name, int index, AttachMode mode, string reason, ulong packets)
    {
        var count = new Count(packets, packets * 1000);
        var zero = DirectionCounters.Zero;
        var rx = zero with { Total = count };
        if (mode.Source() != CountSource.Kernel)
        {
            rx = rx with { Classes = zero.Classes.SetItem(TrafficClass.Of("udp", IpVersion.V4).Index, count) };
        }

        return InterfaceState.Initial(Links.Nic(name, index)) with
        {
            Condition = InterfaceCondition.Counting,
            Attachment = new Attachment(new Generation(index), mode, reason),
            Totals = new TrafficCounters(rx, zero),
            Rates = new InterfaceRates(new Rate(99_990, 1_250_000), new Rate(0, 0), null, null),
            ReadAt = new MonotonicTime(11_300_000_000),
            Source = mode.Source(),
        };
    }
}
