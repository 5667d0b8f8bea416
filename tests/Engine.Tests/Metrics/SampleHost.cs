using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Tests.Costs;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Metrics;

/// <summary>A host made by hand: one NIC that counts, one that could not be attached. Every figure is another number.</summary>
internal static class SampleHost
{
    public static MonotonicTime Now { get; } = new(12_500_000_000);

    public static ProcessFacts Process { get; } = new("1.2.3", ".NET 10", 1_700_000_000.5, TimeSpan.FromSeconds(2.5), 67_108_864);

    public static InterfaceState Counting { get; } = InterfaceState.Initial(Links.Nic("eth0", 2) with { Kind = "", Driver = "e1000e", MasterIndex = 9 }) with
    {
        Condition = InterfaceCondition.Counting,
        Attachment = new Attachment(new Generation(3), AttachMode.Native, "auto: e1000e takes XDP"),
        Restarts = 2,
        Totals = new TrafficCounters(Rx(), Tx()),
        UncountedRx = 7,
        UncountedTx = 11,
        Kernel = new KernelCounters(1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010),
        Rates = new InterfaceRates(new Rate(10, 2_500_000_000), new Rate(1, 100), 0.25, 0.00000001),
        ReadAt = new MonotonicTime(12_000_000_000),
        ReadTime = TimeSpan.FromMicroseconds(150),
        LateReadings = 4,
        Audit = SampleAudit.Disagreeing,
        Source = CountSource.Wire,
    };

    /// <summary>Read, and nothing passed.</summary>
    public static InterfaceState Idle { get; } = Counting with { Totals = TrafficCounters.Zero };

    /// <summary>Counted by the kernel alone.</summary>
    public static InterfaceState ByKernel { get; } = Counting with
    {
        Attachment = new Attachment(new Generation(3), AttachMode.Kernel, "asked for"),
        Source = CountSource.Kernel,
        Audit = null,
        Totals = new TrafficCounters(DirectionCounters.Unsplit(new Count(7, 700)), DirectionCounters.Zero),
    };

    public static InterfaceState Failing { get; } =
        InterfaceState.Initial(Links.Nic("wg0", 5) with { Kind = "wireguard", Driver = "", Mac = "", SpeedBitsPerSecond = null, IsUp = false, LowerIndex = 2 }) with
        {
            Condition = InterfaceCondition.Failing,
            Reason = "tcx: \"EBUSY\"",
        };

    public static HostSnapshot Snapshot { get; } = Of(Counting, Failing) with { Flows = MeasuredFlows.View, IsComplete = true };

    /// <summary>Where each was counted from the first packet on is where it is counted now.</summary>
    public static HostSnapshot Of(params InterfaceState[] states)
    {
        var host = states.Aggregate(
            HostSnapshot.Empty,
            (host, state) => host with { Sequence = host.Sequence + 1, Interfaces = host.Interfaces.Add(state.Link.Name, state) })
            .AmongLinks([.. states.Select(state => state.Link)]);
        return host with
        {
            Interfaces = host.Interfaces.SetItems(host.Interfaces.Where(one => one.Value.Place != TotalPlace.Below)
                .Select(one => KeyValuePair.Create(one.Key, one.Value with { InHostTotal = one.Value.OnItsOwn }))),
        };
    }

    /// <summary>A vlan: all its packets are the parent's.</summary>
    public static InterfaceState Vlan { get; } = Counting with
    {
        Link = Links.Nic("eth0.7", 6) with { Kind = "vlan", Driver = "", LowerIndex = 2 },
        Totals = new TrafficCounters(DirectionCounters.Zero with { Total = new Count(40, 4_000) }, DirectionCounters.Zero),
        UncountedRx = 0,
        UncountedTx = 0,
        Rates = null,
    };

    public static IEnumerable<Sample> Samples() => HostProjection.Of(Snapshot, Process, Now).Concat(CostProjection.Of(SampleCost.View)).Concat(SampleActors.Samples());

    private static DirectionCounters Rx() => DirectionCounters.Zero with
    {
        Total = new Count(100, 64_000),
        Classes = DirectionCounters.Zero.Classes
            .SetItem(TrafficClass.Of("tcp", IpVersion.V4).Index, new Count(61, 61_000))
            .SetItem(TrafficClass.Of("udp", IpVersion.V6).Index, new Count(29, 2_900))
            .SetItem(TrafficClass.Of("esp", IpVersion.V6).Index, new Count(3, 30))
            .SetItem(TrafficClass.Of("lldp", IpVersion.None).Index, new Count(7, 70)),
        Coalesced = new Count(31, 3_100),
        Estimated = 5,
        OutOfReach = 6,
        Malformed = [11, 12, 13, 14],
        Fragments = 15,
        Broadcast = 16,
        Multicast = 17,
        VlanTags = [21, 22, 23, 24, 25],
        // SYN alone, SYN with ACK, ACK alone, everything.
        TcpFlags = DirectionCounters.Zero.TcpFlags.SetItem(2, 1).SetItem(18, 2).SetItem(16, 40).SetItem(63, 100),
        Sizes = [.. Enumerable.Range(1, DirectionCounters.SizeBuckets).Select(bucket => (ulong)bucket)],
    };

    private static DirectionCounters Tx() => DirectionCounters.Zero with
    {
        Total = new Count(1, 60),
        Classes = DirectionCounters.Zero.Classes.SetItem(TrafficClass.Of("arp", IpVersion.None).Index, new Count(1, 60)),
    };
}
