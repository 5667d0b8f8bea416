using System.Collections.Immutable;
using System.Globalization;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>Many flows of some kinds, in both directions, each with a prime number of packets.</summary>
internal sealed class FlowPlan
{
    private const int Kinds = 8;
    private const ushort Tag = 7;

    /// <summary>2 to 43, which are 20 on average.</summary>
    private static readonly ImmutableArray<int> Counts = Primes.First(14);

    /// <summary>Of each direction this many flows have far more packets, which all CPUs send at once when the others are through: what one CPU
    /// could take from another in one flow's place, it takes here.</summary>
    private const int Heavy = 4;
    private const int HeavyPackets = 10_007;

    private readonly int _cpus;

    private FlowPlan(ImmutableArray<PlannedFlow> flows, int cpus) => (Flows, _cpus) = (flows, cpus);

    public ImmutableArray<PlannedFlow> Flows { get; }

    public long Packets => Flows.Sum(flow => (long)flow.Packets);

    /// <summary>Three of five flows come in. Of those that go out, half have a 5-tuple that comes in too.</summary>
    public static FlowPlan Of(int flows, int cpus)
    {
        var received = flows * 3 / 5;
        var shared = (flows - received) / 2;
        return new(
            [
                .. Enumerable.Range(0, flows).Select(flow => flow < received
                    ? Plan(flow, Direction.Rx, flow, cpus, flow < Heavy)
                    : Plan(flow, Direction.Tx, flow - shared, cpus, flow - received < Heavy)),
            ],
            cpus);
    }

    public Count Sent(Direction direction) => Sum(Flows.Where(flow => flow.Direction == direction));

    public Count Sent(Direction direction, TrafficClass trafficClass) =>
        Sum(Flows.Where(flow => flow.Direction == direction && IpProtocol.Class(flow.Key.Protocol, flow.Key.Version) == trafficClass));

    /// <summary>One for each CPU, by its place among them.</summary>
    public ImmutableArray<SenderLoad> Loads(IReadOnlyList<int> cpus) =>
        [.. cpus.Select((cpu, place) => new SenderLoad(cpu, Source(Direction.Rx, place), Source(Direction.Tx, place)))];

    private static Count Sum(IEnumerable<PlannedFlow> flows) =>
        flows.Aggregate(default(Count), (sum, flow) => sum + new Count(flow.Counts.Packets, flow.Counts.Bytes));

    private FlowRounds Source(Direction direction, int cpu) => new(
        [
            .. Flows.Select((flow, number) => (flow, number))
                .Where(one => one.flow.Direction == direction)
                .Select(one => (one.flow.Frame, PlannedFlow.Share(one.flow.Packets, one.number, cpu, _cpus))),
        ],
        cpu);

    private static PlannedFlow Plan(int flow, Direction direction, int tuple, int cpus, bool isHeavy)
    {
        var (kind, host, port) = (tuple % Kinds, tuple / 50, (ushort)(1024 + (tuple % 50)));
        var (key, frame) = Make(kind, host, port);
        var bytes = frame.Bytes;
        var packets = isHeavy ? HeavyPackets : Counts[flow % Counts.Length];
        var (length, longest) = (0L, 0);
        for (var cpu = 0; cpu < cpus; cpu++)
        {
            var share = PlannedFlow.Share(packets, flow, cpu, cpus);
            for (var number = 0; number < share; number++)
            {
                length += bytes.Length + PlannedFlow.Padding(number);
                longest = Math.Max(longest, bytes.Length + PlannedFlow.Padding(number));
            }
        }

        var link = frame.Part("ipv" + (key.Version == IpVersion.V4 ? "4" : "6")).Offset;
        var counts = new FlowCounts(
            (ulong)packets, (ulong)length, (ulong)(packets * (bytes.Length - link)), default, default,
            (ushort)bytes.Length, (ushort)longest, HasTag(kind) ? Tag : (ushort)0, 0,
            key.Protocol == IpProtocol.Tcp ? (byte)TcpFlags.Ack : (byte)0);
        return new(direction, key, bytes, packets, counts);
    }

    private static bool HasTag(int kind) => kind >= 5;

    private static (FlowKey Key, Frame Frame) Make(int kind, int host, ushort port)
    {
        const string Server4 = "192.168.7.9";
        const string Server6 = "fd00:7::9";
        var isV4 = kind % 2 == 0;
        var isTcp = kind % 4 < 2;
        var source = isV4
            ? $"10.{host >> 16 & 0xff}.{host >> 8 & 0xff}.{host & 0xff}"
            : string.Create(CultureInfo.InvariantCulture, $"fd00:{host >> 16:x}:{host & 0xffff:x}::1");
        var link = !HasTag(kind) ? Frame.Ethernet() : kind == 5 ? Frame.Ethernet().QinQ(Tag, 11) : Frame.Ethernet().Vlan(Tag);
        var network = isV4 ? link.IPv4(source: source, destination: Server4) : link.IPv6(source: source, destination: Server6);
        var transport = isTcp ? network.Tcp(source: port, destination: 443) : network.Udp(port, 53);
        _ = HostAddress.TryParse(source, out var from);
        _ = HostAddress.TryParse(isV4 ? Server4 : Server6, out var to);
        var key = new FlowKey(
            from, to, port, isTcp ? (ushort)443 : (ushort)53, isTcp ? IpProtocol.Tcp : IpProtocol.Udp, isV4 ? IpVersion.V4 : IpVersion.V6);
        return (key, transport.Payload(20 + (host % 30)));
    }
}
