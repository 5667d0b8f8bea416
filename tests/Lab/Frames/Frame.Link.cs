namespace NetMonitor.Lab;

public sealed partial class Frame
{
    private const string From = "02:00:00:00:00:01";

    /// <param name="type">The EtherType, or below 0x600 an 802.3 length; by default what follows decides.</param>
    public static Frame Ethernet(string destination = Nobody, string source = From, ushort? type = null) =>
        new Frame([]).Then("ethernet", null, null, tail =>
            [.. ParseMac(destination), .. ParseMac(source), .. Header.Of(2, (0, type ?? tail.EtherType))]);

    /// <summary>A frame of a device without Ethernet: it starts at IP.</summary>
    public static Frame WithoutLink() => new([]);

    /// <param name="tpid">0x8100 (802.1Q), 0x88a8 (802.1ad) or 0x9100.</param>
    /// <param name="type">The EtherType inside; by default what follows decides.</param>
    public Frame Vlan(ushort id, ushort tpid = 0x8100, byte priority = 0, ushort? type = null) =>
        Then("vlan", tpid, null, tail => Header.Of(4, (0, (priority << 13) | id), (2, type ?? tail.EtherType)));

    /// <summary>A service tag (802.1ad) around a customer tag (802.1Q).</summary>
    public Frame QinQ(ushort outer, ushort inner) => Vlan(outer, 0x88a8).Vlan(inner);

    /// <summary>An ARP request for IPv4 over Ethernet; operation 2 is a reply.</summary>
    public Frame Arp(ushort operation = 1) => Then("arp", 0x0806, null, _ =>
    [
        .. Header.Of(8, (0, 1), (2, 0x0800), (4, 0x0604), (6, operation)),
        .. ParseMac(From), 10, 0, 0, 1, .. new byte[6], 10, 0, 0, 2,
    ]);

    /// <summary>A chassis, a port, a time to live and the end (802.1AB).</summary>
    public Frame Lldp() => Then("lldp", 0x88cc, null, _ =>
        [0x02, 0x07, 0x04, .. ParseMac(From), 0x04, 0x05, 0x05, .. "eth0"u8, 0x06, 0x02, 0x00, 0x78, 0x00, 0x00]);

    public Frame Mpls(int label = 16, bool bottom = true, byte ttl = 64) => Then("mpls", 0x8847, null, _ =>
        Header.Of(4, (0, label >> 4), (2, (label << 12) | (bottom ? 0x100 : 0) | ttl)));

    /// <summary>A PPPoE session with its PPP protocol field (RFC 2516).</summary>
    public Frame Pppoe(ushort session = 1) => Then("pppoe", 0x8864, null, tail =>
        Header.Of(8, (0, 0x1100), (2, session), (4, (tail.Bytes.Length + 2)), (6, PppProtocol(tail.Next))));

    public Frame PppoeDiscovery() => Then("pppoe", 0x8863, null, tail =>
        Header.Of(6, (0, 0x1109), (4, tail.Bytes.Length)));

    private static ushort PppProtocol(FrameLayer? next) => next?.EtherType switch
    {
        0x0800 => 0x0021,
        0x86dd => 0x0057,
        _ => 0xc021,
    };
}
