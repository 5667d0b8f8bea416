using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class LinkParserSpec
{
    private const string Header = "00 00 0100 07000000 43100100 00000000";

    [Fact]
    public void LinkParser_should_read_a_veth_in_a_bridge_with_a_generic_program()
    {
        var link = Captured("veth-in-bridge.hex");

        Assert.Equal(
            new Link(
                Index: 3,
                Name: "v0",
                Type: LinkType.ARPHRD_ETHER,
                Flags: LinkFlags.Up | LinkFlags.Broadcast | LinkFlags.Running | LinkFlags.Multicast | LinkFlags.LowerUp,
                Mtu: 1400,
                Mac: "02:00:00:00:00:01",
                Kind: "veth",
                MasterIndex: 4,
                LowerIndex: 2,
                LowerNamespaceId: null,
                State: OperationalState.Up,
                HasCarrier: true,
                RxQueues: 2,
                TxQueues: 2,
                ParentDevice: "",
                ParentBus: "",
                Xdp: new LinkXdp(XdpMode.Generic, 0, 128, 0),
                Statistics: link.Statistics),
            link);
        Assert.Equal(2UL, link.Statistics.RxPackets);
        Assert.Equal(180UL, link.Statistics.RxBytes);
    }

    [Fact]
    public void LinkParser_should_leave_empty_what_the_kernel_does_not_say()
    {
        var link = LinkParser.Parse(Hex.Bytes(Header));

        Assert.Equal(
            new Link(7, "", 1, (LinkFlags)0x11043, 0, "", "", 0, 0, null, OperationalState.Unknown, false, 0, 0, "", "", default, default),
            link);
        Assert.True(link.IsUp && link.IsRunning && link.HasEthernetHeader && !link.IsLoopback);
    }

    [Theory]
    [InlineData("0800 0500 02000000 0800 2500 ffffffff", 2, -1)]
    [InlineData("0800 0500 02000000 0800 2500 00000000", 2, 0)]
    [InlineData("0800 0500 02000000", 2, null)]
    public void LinkParser_should_tell_a_peer_here_from_one_in_another_namespace(string attributes, int lower, int? lowerNamespace)
    {
        var link = LinkParser.Parse(Hex.Bytes(Header + attributes));

        Assert.Equal((lower, lowerNamespace), (link.LowerIndex, link.LowerNamespaceId));
    }

    /// <summary>As the kernel writes a vlan and a bond's member, neither of which every machine can make.</summary>
    [Fact]
    public void LinkParser_should_read_what_a_device_lies_on()
    {
        var vlan = Parsed(Number(5, 12), Attribute(18, [.. Text(1, "vlan"), .. Attribute(2, [.. Attribute(1, [42, 0]), .. Attribute(5, [0x81, 0])])]));
        var member = Parsed(Number(10, 9), Attribute(18, [.. Text(4, "bond"), .. Attribute(5, Attribute(1, [0]))]));
        var bond = Parsed(Attribute(18, [.. Text(1, "bond"), .. Attribute(2, Number(3, 100))]));

        Assert.Equal(("vlan", 12, 0), (vlan.Kind, vlan.LowerIndex, vlan.MasterIndex));
        Assert.Equal(("", 0, 9), (member.Kind, member.LowerIndex, member.MasterIndex));
        Assert.Equal(("bond", 0, 0), (bond.Kind, bond.LowerIndex, bond.MasterIndex));
    }

    [Fact]
    public void LinkParser_should_find_the_underlay_of_a_vxlan_in_whatever_order_it_is_told()
    {
        var data = Attribute(2, [.. Number(1, 5), .. Number(3, 12)]);

        Assert.Equal(12, Parsed(Attribute(18, [.. Text(1, "vxlan"), .. data])).LowerIndex);
        Assert.Equal(12, Parsed(Attribute(18, [.. data, .. Text(1, "vxlan")])).LowerIndex);
        Assert.Equal(0, Parsed(Attribute(18, [.. Text(1, "vxlan"), .. Attribute(2, Number(1, 5))])).LowerIndex);
        Assert.Equal(0, Parsed(Attribute(18, Text(1, "vxlan"))).LowerIndex);
        var there = Parsed(Attribute(18, [.. Text(1, "vxlan"), .. data]), Number(37, 4));
        Assert.Equal((12, 4), (there.LowerIndex, there.LowerNamespaceId));
    }

    [Theory]
    [InlineData("0500 0200 00", XdpMode.None, 0, 0, 0)]
    [InlineData("0500 0200 01 000000 0800 0400 2a000000 0800 0500 2a000000", XdpMode.Driver, 42, 0, 0)]
    [InlineData("0500 0200 02 000000 0800 0400 2a000000 0800 0600 2a000000", XdpMode.Generic, 0, 42, 0)]
    [InlineData("0500 0200 04 000000 0800 0500 2a000000 0800 0700 2b000000", XdpMode.Multiple, 42, 0, 43)]
    public void LinkParser_should_tell_where_a_program_hangs(string nested, XdpMode mode, uint driver, uint generic, uint hardware)
    {
        var inner = Hex.Bytes(nested);
        var attribute = $"{4 + inner.Length:x2}00 2b80" + nested;

        Assert.Equal(new LinkXdp(mode, driver, generic, hardware), LinkParser.Parse(Hex.Bytes(Header + attribute)).Xdp);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00 00 0100 07000000 43100100 000000")]
    [InlineData(Header + "0000 0300")]
    [InlineData(Header + "0800 0300 7600")]
    [InlineData(Header + "0600 0400 dc05 0000")]
    [InlineData(Header + "0400 1000")]
    [InlineData(Header + "0800 1280 0000 0100")]
    [InlineData(Header + "0800 1280 0500 0100")]
    [InlineData(Header + "0800 2b80 0400 0200")]
    public void LinkParser_should_refuse_what_is_cut_short(string payload) =>
        Assert.Throws<NetlinkFormatException>(() => LinkParser.Parse(Hex.Bytes(payload)));

    private static Link Parsed(params byte[][] attributes) => LinkParser.Parse([.. Hex.Bytes(Header), .. attributes.SelectMany(bytes => bytes)]);

    /// <summary>Length, type, value, and zeros up to a multiple of four.</summary>
    private static byte[] Attribute(byte type, byte[] value) =>
        [(byte)(4 + value.Length), 0, type, 0, .. value, .. new byte[(4 - (value.Length % 4)) % 4]];

    private static byte[] Number(byte type, byte value) => Attribute(type, [value, 0, 0, 0]);

    private static byte[] Text(byte type, string text) => Attribute(type, [.. System.Text.Encoding.ASCII.GetBytes(text), 0]);

    private static Link Captured(string name)
    {
        foreach (var message in new NetlinkMessages(Hex.Captured(name)))
        {
            return LinkParser.Parse(message.Payload);
        }

        throw new InvalidOperationException($"{name} holds no message");
    }
}
