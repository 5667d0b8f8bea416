using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Readers;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class LinkDescriptionsSpec
{
    [Theory]
    [InlineData("vlan", null, 3, 0, false)]
    [InlineData("vxlan", null, 3, 0, false)]
    [InlineData("", null, 3, 0, false)]
    [InlineData("veth", null, 0, 3, false)]
    [InlineData("netkit", null, 0, 3, false)]
    [InlineData("veth", 0, 0, 0, true)]
    [InlineData("macvlan", -1, 0, 0, true)]
    public void Link_should_be_told_apart_as_lower_device_peer_or_another_namespaces(string kind, int? namespaceId, int lower, int peer, bool elsewhere)
    {
        var link = new Link(7, "nic", LinkType.ARPHRD_ETHER, LinkFlags.Up, 1500, "", kind, 9, 3, namespaceId, OperationalState.Up, true, 1, 1, "", "", default, default);

        var description = LinkDescriptions.Of(link, null);

        Assert.Equal((lower, peer, elsewhere, 9), (description.LowerIndex, description.PeerIndex, description.IsTiedElsewhere, description.MasterIndex));
    }

    [Theory]
    [InlineData(LinkType.ARPHRD_NONE, LinkRole.Tunnel)]
    [InlineData(LinkType.ARPHRD_ETHER, LinkRole.Virtual)]
    public void Tun_device_should_be_told_from_a_tap_device_by_its_link_layer(ushort type, LinkRole role) => Assert.Equal(
        role,
        LinkDescriptions.Of(
            new Link(7, "nic", type, LinkFlags.Up, 1500, "", "tun", 0, 0, null, OperationalState.Up, true, 1, 1, "", "", default, default), null).Role);
}
