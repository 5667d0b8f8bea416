using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Simulation;

/// <summary>Who sends the made-up traffic: conversations that follow from seed, NIC and the window's number alone, whose packets are those of
/// <see cref="SimulatedTraffic"/>, each exactly once.</summary>
/// <remarks>Addresses are those that are set aside for documents (RFC 5737, RFC 3849). A few conversations have most of the packets; of each protocol, a third
/// lasts as long as the simulation, the others go on anew every half minute.</remarks>
public static class SimulatedFlows
{
    /// <summary>More than there are within an hour, the longest interval.</summary>
    public const int Slots = 65_536;

    /// <summary>Of each class; even, for both ends begin as many.</summary>
    private const int Conversations = 48;
    private const int Lasting = Conversations / 3;

    /// <summary>In windows.</summary>
    private const int Lifetime = 300;

    /// <summary>Among how many conversations a window's packets of one kind are dealt out.</summary>
    private const int Shares = 4;

    private const byte Syn = 2;
    private const int EthernetHeader = 14;
    private const ushort FirstEphemeral = 32_768;
    private const int EphemeralPorts = 28_000;
    private const ulong DocumentPrefix = 0x2001_0db8_0000_0000;

    private static readonly ushort[] Services = [443, 53, 80, 22, 5432, 6379, 8443, 123];

    /// <summary>The windows from <paramref name="from"/> to before <paramref name="to"/>, as one.</summary>
    /// <param name="began">When window 0 began. The packets of a window pass at its end.</param>
    public static FlowWindow Between(string name, MonotonicTime closedAt, MonotonicTime began, int seed, int nic, long from, long to)
    {
        var sums = new Dictionary<(Direction Direction, FlowKey Key), FlowCounts>();
        var kinds = new ulong[2][] { new ulong[PacketMix.Kinds.Length], new ulong[PacketMix.Kinds.Length] };
        var level = SimulatedTraffic.LevelOf(seed, nic);
        for (var window = from; window < to; window++)
        {
            Array.Clear(kinds[0]);
            Array.Clear(kinds[1]);
            SimulatedTraffic.AddWindow(kinds[0], kinds[1], seed, nic, level, window);
            var end = new MonotonicTime(began.Nanoseconds + ((window + 1) * SimulatedTraffic.Window.Ticks * TimeSpan.NanosecondsPerTick));
            // Drawn apart from the packets, of which there have to be as many whether somebody asks whose they are or not.
            var draws = Draws.From(~seed, nic, window);
            foreach (var direction in (ReadOnlySpan<Direction>)[Direction.Rx, Direction.Tx])
            {
                for (var kind = 0; kind < PacketMix.Kinds.Length; kind++)
                {
                    if (IpProtocol.HasFlow(PacketMix.Kinds[kind].Class))
                    {
                        Deal(sums, direction, PacketMix.Kinds[kind], kinds[(int)direction][kind], seed, nic, window, end, ref draws);
                    }
                }
            }
        }

        var builder = new FlowWindowBuilder();
        foreach (var ((direction, key), counts) in sums)
        {
            builder.Add(direction, key, counts);
        }

        var counted = SimulatedTraffic.Between(seed, nic, from, to);
        return builder.Close(name, closedAt, Account(counted.Rx), Account(counted.Tx));
    }

    /// <summary>Half of what is left goes to each, and the last one gets the rest.</summary>
    private static void Deal(
        Dictionary<(Direction, FlowKey), FlowCounts> sums, Direction direction, PacketKind kind, ulong packets, int seed, int nic, long window, MonotonicTime at,
        ref Draws draws)
    {
        for (var share = 1; share <= Shares && packets > 0; share++)
        {
            var some = share == Shares ? packets : packets - (packets / 2);
            packets -= some;
            var key = (direction, Key(direction, kind, Conversation(direction, kind, ref draws), seed, nic, window));
            var bytes = (ulong)kind.Bytes;
            var counts = new FlowCounts(
                some, some * bytes, some * (bytes - EthernetHeader), at, at, (ushort)bytes, (ushort)bytes, tcpFlags: (byte)kind.TcpFlags);
            sums[key] = sums.GetValueOrDefault(key).Merge(counts);
        }
    }

    /// <summary>The lower, the more packets. Those of even numbers were begun by this host, the others by the other end: only who begins sends a SYN alone.</summary>
    private static int Conversation(Direction direction, PacketKind kind, ref Draws draws)
    {
        var number = draws.Below(Conversations) * draws.Below(Conversations) / Conversations;
        return kind.TcpFlags != Syn ? number : direction == Direction.Rx ? number | 1 : number & ~1;
    }

    private static FlowKey Key(Direction direction, PacketKind kind, int conversation, int seed, int nic, long window)
    {
        var version = kind.Class.Version;
        var (local, remote) = version == IpVersion.V4
            ? (HostAddress.IPv4(0xc000_0201 + (uint)(nic % 250)), HostAddress.IPv4(0xc633_6401 + (uint)conversation))
            : (new HostAddress(DocumentPrefix | (uint)nic, 1), new HostAddress(DocumentPrefix | 0x1_0000_0000, (ulong)conversation + 1));
        var protocol = Protocol(kind.Class);
        var (localPort, remotePort) = protocol is IpProtocol.Tcp or IpProtocol.Udp ? Ports(conversation, seed, nic, window) : default;
        var sent = new FlowKey(local, remote, localPort, remotePort, protocol, version);
        return direction == Direction.Tx ? sent : sent.Reverse;
    }

    private static (ushort Local, ushort Remote) Ports(int conversation, int seed, int nic, long window)
    {
        // Not all in the same moment.
        var life = conversation < Lasting ? 0 : (window + (conversation * Lifetime / Conversations)) / Lifetime;
        var draws = Draws.From(seed, nic, -2 - (life * Conversations) - conversation);
        var ephemeral = (ushort)(FirstEphemeral + draws.Below(EphemeralPorts));
        var service = Services[conversation / 2 % Services.Length];
        return conversation % 2 == 0 ? (ephemeral, service) : (service, ephemeral);
    }

    private static byte Protocol(TrafficClass of)
    {
        byte number = 0;
        while (IpProtocol.Class(number, of.Version) != of)
        {
            number++;
        }

        return number;
    }

    private static FlowAccount Account(DirectionCounters counted) => FlowAccount.Empty with { Total = counted.Total, Classes = counted.Classes };
}
