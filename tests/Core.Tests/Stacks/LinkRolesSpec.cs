using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Tests.Stacks;

public sealed class LinkRolesSpec
{
    [Theory]
    [InlineData("", LinkRole.Physical)]
    [InlineData("dsa", LinkRole.Physical)]
    [InlineData("bond", LinkRole.Bond)]
    [InlineData("team", LinkRole.Bond)]
    [InlineData("bridge", LinkRole.Bridge)]
    [InlineData("openvswitch", LinkRole.Bridge)]
    [InlineData("vlan", LinkRole.Vlan)]
    [InlineData("veth", LinkRole.Veth)]
    [InlineData("netkit", LinkRole.Veth)]
    [InlineData("vxlan", LinkRole.Tunnel)]
    [InlineData("ip6gretap", LinkRole.Tunnel)]
    [InlineData("wireguard", LinkRole.Tunnel)]
    [InlineData("macvlan", LinkRole.Virtual)]
    [InlineData("dummy", LinkRole.Virtual)]
    [InlineData("vrf", LinkRole.Virtual)]
    [InlineData("simulated", LinkRole.Virtual)]
    [InlineData("of a kernel to come", LinkRole.Virtual)]
    public void Role_should_follow_from_the_kind(string kind, LinkRole role) =>
        Assert.Equal(role, LinkRoles.Of(kind, hasEthernet: true, isLoopback: false));

    [Fact]
    public void Role_of_a_tun_device_should_depend_on_its_link_layer()
    {
        Assert.Equal(LinkRole.Tunnel, LinkRoles.Of("tun", hasEthernet: false, isLoopback: false));
        Assert.Equal(LinkRole.Virtual, LinkRoles.Of("tun", hasEthernet: true, isLoopback: false));
    }

    [Fact]
    public void Role_of_the_loopback_device_should_not_depend_on_its_kind() =>
        Assert.Equal(LinkRole.Loopback, LinkRoles.Of("", hasEthernet: true, isLoopback: true));
}
