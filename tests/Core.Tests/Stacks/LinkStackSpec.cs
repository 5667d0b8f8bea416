using NetMonitor.Core.Interfaces;
using static NetMonitor.Core.Tests.Stacks.Devices;

namespace NetMonitor.Core.Tests.Stacks;

public sealed class LinkStackSpec
{
    [Fact]
    public void Parent_and_ports_should_lie_below()
    {
        var stack = LinkStack.Of([Nic(1), Nic(2, "vlan", master: 4, lower: 1), Nic(3, master: 4), Nic(4, "bridge")]);

        Assert.Equal([1], Below(stack, 2));
        Assert.Equal([2, 3], Below(stack, 4));
        Assert.Empty(stack.Below(1));
        Assert.Empty(stack.Below(99));
    }

    [Fact]
    public void Peer_should_not_lie_below() => Assert.Empty(LinkStack.Of([Nic(1, "veth", peer: 2), Nic(2, "veth", peer: 1)]).Below(1));

    [Fact]
    public void Circle_should_be_left_open_whatever_the_links_say()
    {
        // A tunnel that is a port of the bridge which carries it; a device on itself; two on each other.
        var stack = LinkStack.Of(
            [Nic(1, "gretap", master: 2, lower: 2), Nic(2, "bridge"), Nic(3, "vlan", lower: 3), Nic(4, "vlan", lower: 5), Nic(5, "vlan", lower: 4)]);

        Assert.Equal([1], Below(stack, 2));
        Assert.Empty(stack.Below(1));
        Assert.Empty(stack.Below(3));
        Assert.Equal([5], Below(stack, 4));
        Assert.Empty(stack.Below(5));
    }

    [Fact]
    public void Host_port_of_an_open_vswitch_should_lie_on_its_datapath()
    {
        var stack = LinkStack.Of([Nic(1, master: 2), Nic(2, "openvswitch"), Nic(3, "openvswitch")]);

        Assert.Equal([2], Below(stack, 3));
        Expect(stack, [1, 3], TotalPlace.Counted, null, TotalPlace.Below);
    }

    [Fact]
    public void Vlan_should_be_in_the_total_only_where_its_parent_is_not_counted()
    {
        var stack = LinkStack.Of([Nic(1), Nic(2, "vlan", lower: 1)]);

        Expect(stack, [1, 2], TotalPlace.Counted, TotalPlace.Below);
        Expect(stack, [2], null, TotalPlace.Counted);
        Expect(stack, [1], TotalPlace.Counted, null);
    }

    [Fact]
    public void Total_should_look_through_what_is_not_counted()
    {
        var stack = LinkStack.Of([Nic(1, master: 2), Nic(2, "bond"), Nic(3, "vlan", lower: 2)]);

        Expect(stack, [1, 3], TotalPlace.Counted, null, TotalPlace.Below);
    }

    [Fact]
    public void Bond_should_stand_for_its_members_when_one_of_them_is_not_counted()
    {
        var stack = LinkStack.Of([Nic(1, master: 3), Nic(2, master: 3), Nic(3, "bond"), Nic(4, "vlan", lower: 3)]);

        Expect(stack, [1, 2, 3, 4], TotalPlace.Counted, TotalPlace.Counted, TotalPlace.Below, TotalPlace.Below);
        Expect(stack, [1, 3, 4], TotalPlace.Above, null, TotalPlace.Counted, TotalPlace.Below);
        Expect(stack, [3, 4], null, null, TotalPlace.Counted, TotalPlace.Below);
    }

    [Fact]
    public void Bond_should_not_stand_for_a_member_that_carries_more_than_the_bond()
    {
        var stack = LinkStack.Of([Nic(1, master: 3), Nic(2, master: 3), Nic(3, "bond"), Nic(4, "vlan", lower: 1)]);

        Expect(stack, [1, 3, 4], TotalPlace.Counted, null, TotalPlace.Partly, TotalPlace.Below);
    }

    [Fact]
    public void Bridge_should_not_stand_for_its_ports_since_it_does_not_see_what_it_forwards()
    {
        var stack = LinkStack.Of([Nic(1, master: 3), Nic(2, master: 3), Nic(3, "bridge")]);

        Expect(stack, [1, 2, 3], TotalPlace.Counted, TotalPlace.Counted, TotalPlace.Below);
        Expect(stack, [1, 3], TotalPlace.Counted, null, TotalPlace.Partly);
        Expect(stack, [3], null, null, TotalPlace.Counted);
    }

    [Fact]
    public void Pair_should_be_in_the_total_with_one_of_its_ends()
    {
        var stack = LinkStack.Of([Nic(1, "veth", peer: 2), Nic(2, "veth", master: 3, peer: 1), Nic(3, "bridge")]);

        Expect(stack, [1, 2, 3], TotalPlace.Counted, TotalPlace.Peer, TotalPlace.Below);
        Expect(stack, [2, 3], null, TotalPlace.Counted, TotalPlace.Below);
        Expect(stack, [1, 3], TotalPlace.Counted, null, TotalPlace.Below);
    }

    [Fact]
    public void Pair_should_be_one_only_where_both_ends_say_so()
    {
        var stack = LinkStack.Of([Nic(1, "veth", peer: 2), Nic(2, "veth", peer: 7), Nic(3, "veth", peer: 9)]);

        Expect(stack, [1, 2, 3], TotalPlace.Counted, TotalPlace.Counted, TotalPlace.Counted);
    }

    [Fact]
    public void Tunnel_should_lie_on_its_underlay_or_on_whatever_leads_out()
    {
        var stack = LinkStack.Of([Nic(1), Nic(2, "vxlan", lower: 1), Nic(3, "wireguard"), Nic(4, "dummy")]);

        Expect(stack, [1, 2, 3, 4], TotalPlace.Counted, TotalPlace.Below, TotalPlace.Route, TotalPlace.Counted);
        Expect(stack, [2, 3, 4], null, TotalPlace.Counted, TotalPlace.Route, TotalPlace.Counted);
        Expect(stack, [3, 4], null, null, TotalPlace.Counted, TotalPlace.Counted);
    }

    [Fact]
    public void Tunnel_should_be_counted_where_its_underlay_is_in_another_namespace() => Expect(
        LinkStack.Of([Nic(1), Nic(2, "vxlan") with { IsTiedElsewhere = true }]), [1, 2], TotalPlace.Counted, TotalPlace.Counted);

    [Fact]
    public void Tunnel_should_not_lie_on_what_itself_rests_on_a_tunnel()
    {
        var stack = LinkStack.Of([Nic(1, "gretap", master: 2), Nic(2, "bridge"), Nic(3, "wireguard")]);

        Expect(stack, [1, 2, 3], TotalPlace.Counted, TotalPlace.Below, TotalPlace.Counted);
    }

    [Fact]
    public void Loopback_should_count_what_it_sends() => Expect(LinkStack.Of([Nic(1, "lo")]), [1], TotalPlace.Sent);

    private static IEnumerable<int> Below(LinkStack stack, int index) => stack.Below(index).Select(link => link.Index);

    /// <param name="places">Of the links from the index 1 on; null for one that is not counted.</param>
    private static void Expect(LinkStack stack, int[] counted, params TotalPlace?[] places)
    {
        var found = stack.Places(counted.ToHashSet());
        Assert.All(
            places.Select((place, position) => (Index: position + 1, Place: place ?? TotalPlace.None)),
            one => Assert.Equal((one.Index, one.Place), (one.Index, found[one.Index])));
    }
}
