using System.Collections.Immutable;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Tests.Metrics;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Flows;

/// <summary>A host with flows of every kind that is shown in its own way, in a real ledger.</summary>
internal static class SampleFlows
{
    /// <summary>As long as a name can be.</summary>
    public const string LongName = "enp65s0f1np1v12";

    public static DateTimeOffset Wall { get; } = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private static readonly ImmutableArray<(string Nic, FlowSample Flow)> All =
    [
        ("eth0", Flow(Direction.Tx, "10.0.0.1", 40_000, "192.0.2.7", 443, IpProtocol.Tcp, 211, 24_500, 2, 12.25, flags: 0x02)),
        ("eth0", Flow(Direction.Rx, "192.0.2.7", 443, "10.0.0.1", 40_000, IpProtocol.Tcp, 307, 1_234_567, 2.004, 12, flags: 0x1a)),
        ("eth0", Flow(Direction.Rx, "10.0.0.9", 0, "10.0.0.1", 0, IpProtocol.Icmp, 3, 294, 11, 11.5)),
        ("eth0", Flow(Direction.Tx, "10.0.0.1", 5353, "224.0.0.251", 5353, IpProtocol.Udp, 1, 88, 12.4, 12.4)),
        (LongName, Flow(Direction.Rx, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff", 65_535, "2001:db8::1", 53, IpProtocol.Udp, 12_345, 987_654_321, 0.5, 12.499, vlan: 4094)),
        (LongName, Flow(Direction.Rx, "fe80::1", 0, "ff02::5", 0, 89, 7, 630, 3, 9)),
        ("eth0,1", Flow(Direction.Rx, "10.0.0.1", 1, "10.0.0.2", 2, IpProtocol.Sctp, 2, 200, 4, 4)),
    ];

    /// <summary>Everything is known.</summary>
    public static FlowDesk Desk { get; } = DeskOf(Ledger(131_072));

    /// <summary>There is room for four flows, and the others were folded.</summary>
    public static FlowDesk FullDesk { get; } = DeskOf(Ledger(4));

    public static FlowDesk BusyDesk { get; } = new(
        () => View(), (_, _) => throw new TimeoutException("/user/flows did not answer within 5 s"), new SetTime(Wall));

    public static FlowView Flows { get; } = Ledger(131_072).View(0);

    public static HostView View(params InterfaceState[] more) => HostView.Of(
        "server1",
        SampleHost.Process,
        TimeSpan.FromSeconds(12.25),
        SampleHost.Of([.. Nics, .. more]) with { Flows = Flows },
        SampleHost.Now);

    public static ImmutableArray<InterfaceState> Nics { get; } =
    [
        Nic("eth0", 2, new FlowRoom(65_536, 65_536, 8_650_752, "")),
        Nic("eth0,1", 3, new FlowRoom(65_536, 65_536, 8_650_752, "")),
        Nic(LongName, 4, new FlowRoom(65_536, 16_384, 3_145_728, "the budget of 256 MB is spent on others")),
        Nic("ppp0", 5, FlowRoom.None("flows are off for this NIC")),
        SampleHost.Failing,
    ];

    /// <summary>A desk of its own over such flows.</summary>
    public static FlowDesk DeskOf(FlowLedger ledger) => new(() => View(), (filter, _) => Task.FromResult(ledger.Dump(filter)), new SetTime(Wall));

    public static FlowSample Flow(
        Direction direction, string source, ushort sourcePort, string destination, ushort destinationPort, byte protocol, ulong packets, ulong bytes, double first, double last, byte flags = 0, ushort vlan = 0)
    {
        var version = source.Contains(':', StringComparison.Ordinal) ? IpVersion.V6 : IpVersion.V4;
        return new(
            direction,
            new FlowKey(Address(source), Address(destination), sourcePort, destinationPort, protocol, version),
            new FlowCounts(packets, bytes, bytes - (14 * packets), At(first), At(last), 64, 1514, vlan, 46, flags));
    }

    /// <summary>A ledger with these flows; <see cref="LongName"/> has four packets of TCP in no flow, and one of ARP.</summary>
    public static FlowLedger Ledger(int capacity, params IEnumerable<(string Nic, FlowSample Flow)> more)
    {
        var ledger = new FlowLedger(new FlowLedgerSettings(capacity, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2)), 1);
        foreach (var nic in All.Concat(more).GroupBy(one => one.Nic, one => one.Flow))
        {
            using var window = Window(nic.Key, nic);
            ledger.Fold(window);
        }

        ledger.Advance(SampleHost.Now);
        return ledger;
    }

    public static MonotonicTime At(double seconds) => new((long)(seconds * 1e9));

    private static FlowWindow Window(string nic, IEnumerable<FlowSample> flows)
    {
        var builder = new FlowWindowBuilder();
        var classes = new Count[2, TrafficClass.All.Length];
        foreach (var flow in flows)
        {
            builder.Add(flow.Direction, flow.Key, flow.Counts);
            classes[(int)flow.Direction, IpProtocol.Class(flow.Key.Protocol, flow.Key.Version).Index] += new Count(flow.Counts.Packets, flow.Counts.Bytes);
        }

        var overflow = FlowAccount.Empty.Overflow;
        var reasons = FlowAccount.Empty.OverflowReasons;
        if (nic == LongName)
        {
            var tcp = TrafficClass.Of("tcp", IpVersion.V4).Index;
            classes[(int)Direction.Rx, tcp] += new Count(4, 400);
            classes[(int)Direction.Rx, TrafficClass.Of("arp", IpVersion.None).Index] += new Count(1, 60);
            overflow = overflow.SetItem(tcp, new Count(4, 400));
            reasons = reasons.SetItem((int)OverflowReason.RingFull, new Count(4, 400));
        }

        var rx = Account(classes, Direction.Rx) with { Overflow = overflow, OverflowReasons = reasons };
        return builder.Close(nic, SampleHost.Now, rx, Account(classes, Direction.Tx));
    }

    private static FlowAccount Account(Count[,] classes, Direction direction)
    {
        ImmutableArray<Count> all = [.. TrafficClass.All.Select(traffic => classes[(int)direction, traffic.Index])];
        return FlowAccount.Empty with { Total = all.Aggregate(default(Count), static (sum, count) => sum + count), Classes = all };
    }

    private static InterfaceState Nic(string name, int index, FlowRoom room) => SampleHost.Counting with
    {
        Link = Links.Nic(name, index),
        Attachment = new Attachment(new Generation(index), AttachMode.Tcx, "asked for") { Flows = room },
    };

    private static HostAddress Address(string text) =>
        HostAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));
}
