using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>What GRO joined or GSO will split is counted as the packets on the wire, each with all headers up to the innermost transport header.</summary>
public sealed class SuperPacketSpec(LoadedPrograms programs) : IClassFixture<LoadedPrograms>
{
    private const int Segment = 1000;
    private const int Payload = 2500;
    private const int Segments = 3;

    private static readonly Dictionary<string, (Frame Headers, NmClass Class)> Tunnels = new()
    {
        ["tcp4"] = (Ethernet().IPv4().Tcp(), NmClass.V4 + (int)NmProtocol.Tcp),
        ["tcp4 with options of both headers"] = (Ethernet().IPv4(options: 12).Tcp(options: 12), NmClass.V4 + (int)NmProtocol.Tcp),
        ["tcp6"] = (Ethernet().IPv6().Tcp(), NmClass.V6 + (int)NmProtocol.Tcp),
        ["tcp6 behind an extension"] = (Ethernet().IPv6().DestinationOptions(16).Tcp(), NmClass.V6 + (int)NmProtocol.Tcp),
        ["tcp4 in a vlan"] = (Ethernet().Vlan(5).IPv4().Tcp(), NmClass.V4 + (int)NmProtocol.Tcp),
        ["udp4"] = (Ethernet().IPv4().Udp(), NmClass.V4 + (int)NmProtocol.Udp),
        ["ip in ip"] = (Ethernet().IPv4().IPv4().Tcp(), NmClass.V4 + (int)NmProtocol.Ipip),
        ["6in4"] = (Ethernet().IPv4().IPv6().Tcp(), NmClass.V4 + (int)NmProtocol.Ipip),
        ["gre"] = (Ethernet().IPv4().Gre().IPv4().Tcp(), NmClass.V4 + (int)NmProtocol.Gre),
        ["gre in ip in ip6"] = (Ethernet().IPv6().IPv4().Gre().IPv6().Tcp(), NmClass.V6 + (int)NmProtocol.Ipip),
        ["vxlan"] = (Vxlan(4789), NmClass.V4 + (int)NmProtocol.Udp),
    };

    public static TheoryData<string, string, int> Rows
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var name in Tunnels.Keys)
            {
                // With gso_segs, and without, as a guest or a packet socket hands it down.
                data.Add(NmNames.IngressProgram, name, Segments);
                data.Add(NmNames.IngressProgram, name, 0);
                data.Add(NmNames.EgressProgram, name, Segments);
            }

            return data;
        }
    }

    [BpfTheory]
    [MemberData(nameof(Rows))]
    public void Super_packet_should_be_counted_as_what_is_on_the_wire(string program, string name, int segments)
    {
        var (headers, cls) = Tunnels[name];
        var frame = headers.Payload(Payload);
        var wire = frame.Length + (Segments - 1) * headers.Length;
        var counters = Count(program, frame, wire, segments);

        Assert.Equal((Segments, (ulong)wire), ((int)counters.Total.Packets, counters.Total.Bytes));
        Assert.Equal(counters.Total, counters.Classes[(int)cls]);
        Assert.Equal((Segments - 1, (ulong)(wire - frame.Length)), ((int)counters.Coalesced.Packets, counters.Coalesced.Bytes));
        Assert.Equal(0ul, counters.Estimated);
        Assert.Equal(2ul, counters.Sizes[(headers.Length + Segment) / 64]);
        Assert.Equal(1ul, counters.Sizes[(headers.Length + Payload - 2 * Segment) / 64]);
    }

    [BpfFact]
    public void Received_super_packet_should_be_called_estimated_when_its_inner_headers_cannot_be_told()
    {
        var headers = Vxlan(6081);
        var frame = headers.Payload(Payload);
        var counters = Count(NmNames.IngressProgram, frame, frame.Length, Segments);

        Assert.Equal((ulong)Segments, counters.Total.Packets);
        Assert.Equal((ulong)Segments, counters.Estimated);
        Assert.InRange(counters.Total.Bytes, (ulong)frame.Length, (ulong)(frame.Length + 2 * headers.Length));
    }

    [BpfFact]
    public void Fin_and_psh_should_be_counted_for_the_last_segment_only()
    {
        var frame = Ethernet().IPv4().Tcp(TcpFlags.Fin | TcpFlags.Psh | TcpFlags.Ack).Payload(Payload);
        var counters = Count(NmNames.EgressProgram, frame, frame.Length, Segments);

        Assert.Equal(2ul, counters.TcpFlags[(int)TcpFlags.Ack]);
        Assert.Equal(1ul, counters.TcpFlags[(int)(TcpFlags.Fin | TcpFlags.Psh | TcpFlags.Ack)]);
    }

    /// <summary>Ethernet in UDP: eight bytes of the tunnel's own header (RFC 7348, and of RFC 8926 without options).</summary>
    private static Frame Vxlan(ushort port) =>
        Ethernet().IPv4().Udp(destination: port).Payload([8, 0, 0, 0, 0, 0, 1, 0, .. Ethernet().IPv4().Tcp().Bytes]);

    private NmCounters Count(string program, Frame frame, int wire, int segments)
    {
        var (verdict, rx, tx) = programs.Count(program, frame.Bytes, new LoadedPrograms.SkbContext((uint)wire, (uint)segments, Segment));

        Assert.Equal(-1, verdict);
        return program == NmNames.EgressProgram ? tx : rx;
    }
}
