using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>Packets that are hardly ever of the same flow: source address and port are drawn. Counts what it gave out.</summary>
/// <param name="seed">Decides everything.</param>
internal sealed class RandomFlows(ulong seed, long packets) : IFrameSource
{
    private static readonly ImmutableArray<Template> Templates =
    [
        Of("udp", IpVersion.V4, Frame.Ethernet().IPv4().Udp().Payload(21), "ipv4", 12),
        Of("tcp", IpVersion.V4, Frame.Ethernet().IPv4().Tcp(TcpFlags.Syn), "ipv4", 12),
        Of("udp", IpVersion.V6, Frame.Ethernet().IPv6().Udp().Payload(33), "ipv6", 20),
        Of("tcp", IpVersion.V6, Frame.Ethernet().IPv6().Tcp().Payload(7), "ipv6", 20),
        Of("udp", IpVersion.V4, Frame.Ethernet().Vlan(9).IPv4().Udp().Payload(40), "ipv4", 12),
        Of("tcp", IpVersion.V6, Frame.Ethernet().Vlan(9).IPv6().HopByHop().Tcp(), "ipv6", 20),
        Of("icmp", IpVersion.V4, Frame.Ethernet().IPv4().Icmp().Payload(5), "ipv4", 12),
        new(TrafficClass.Of("arp", IpVersion.None), Frame.Ethernet().Arp().Bytes, -1, -1),
    ];

    private readonly Count[] _sent = new Count[TrafficClass.All.Length];
    private ulong _state = seed;
    private long _left = packets;

    /// <summary>By class.</summary>
    public Count Sent(TrafficClass trafficClass) => _sent[trafficClass.Index];

    public int Next(Span<byte> room)
    {
        if (_left-- <= 0)
        {
            return 0;
        }

        var drawn = Draw();
        var template = Templates[(int)(drawn % (ulong)Templates.Length)];
        template.Frame.CopyTo(room);
        if (template.Address >= 0)
        {
            BitConverter.TryWriteBytes(room[template.Address..], (uint)(drawn >> 8));
        }

        if (template.Port >= 0)
        {
            BitConverter.TryWriteBytes(room[template.Port..], (ushort)(drawn >> 40));
        }

        var padding = (int)(drawn >> 56 & 7);
        room.Slice(template.Frame.Length, padding).Clear();
        var length = template.Frame.Length + padding;
        _sent[template.Class.Index] += new Count(1, (ulong)length);
        return length;
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private ulong Draw()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// <param name="address">Where in its header the drawn part of the source address is: the last four bytes of it, in IPv4 all.</param>
    private static Template Of(string protocol, IpVersion version, Frame frame, string network, int address)
    {
        var transport = frame.Parts.FirstOrDefault(part => part.Name is "udp" or "tcp");
        return new(
            TrafficClass.Of(protocol, version),
            frame.Bytes,
            frame.Part(network).Offset + address,
            transport.Name is null ? -1 : transport.Offset);
    }

    /// <param name="Address">Where four bytes of the source's address are; -1 for none.</param>
    /// <param name="Port">Where the source's port is; -1 for none.</param>
    private sealed record Template(TrafficClass Class, byte[] Frame, int Address, int Port);
}
