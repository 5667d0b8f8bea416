using FsCheck.Xunit;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using static NetMonitor.Core.Tests.Stacks.Devices;

namespace NetMonitor.Core.Tests.Stacks;

/// <summary>The host's total as a fold over what its NICs tell.</summary>
public sealed class HostTotalSpec
{
    private static readonly LinkDescription Eth = Nic(1);
    private static readonly LinkDescription Veth = Nic(2, "veth");
    private static readonly LinkDescription Bridge = Nic(3, "bridge");

    [Fact]
    public void Total_should_keep_what_a_nic_counted_that_is_gone()
    {
        var host = new ReadHost(Eth, Veth).Read(Eth, 10, 5).Read(Veth, 3, 4).Gone(Veth);

        Assert.Equal(Example.Traffic(13, 9), host.Snapshot.Total);
        Assert.Equal(Example.Traffic(13, 9), host.Snapshot.SumOfNics);
        Assert.Equal(Example.Traffic(14, 9), host.Read(Eth, 1, 0).Snapshot.Total);
    }

    [Fact]
    public void Total_should_not_move_when_a_nic_is_renamed()
    {
        var host = new ReadHost(Eth).Read(Eth, 10, 5);
        var renamed = Eth with { Name = "lan0" };

        Assert.Equal(Example.Traffic(10, 5), host.Snapshot.Renamed([(Eth.Name, renamed)]).Total);
    }

    [Fact]
    public void Total_should_not_move_when_a_nic_becomes_a_port_and_leaves_again()
    {
        var host = new ReadHost(Veth, Bridge).Read(Veth, 10, 5).Read(Bridge, 1, 1);
        Assert.Equal(Example.Traffic(11, 6), host.Snapshot.Total);

        var port = Veth with { MasterIndex = Bridge.Index };
        host.Describe(port);
        Assert.Equal(Example.Traffic(11, 6), host.Snapshot.Total);
        Assert.Equal(TotalPlace.Below, host.Snapshot.Interfaces[Bridge.Name].Place);
        host.Read(port, 7, 7).Read(Bridge, 7, 7);
        Assert.Equal(Example.Traffic(18, 13), host.Snapshot.Total);

        // The bridge's window begins while it is still below: of that one nobody knows what passed the port too.
        host.Describe(Veth);
        host.Read(Veth, 1, 1).Read(Bridge, 1, 1);
        Assert.Equal(Example.Traffic(19, 14), host.Snapshot.Total);
        host.Read(Bridge, 2, 2);
        Assert.Equal(Example.Traffic(21, 16), host.Snapshot.Total);
        Assert.Equal(Example.Traffic(29, 24), host.Snapshot.SumOfNics);
    }

    [Fact]
    public void Bond_should_take_over_when_none_of_its_members_can_be_counted()
    {
        var (member, bond) = (Nic(1, master: 2), Nic(2, "bond"));
        var host = new ReadHost(member, bond).Read(member, 5, 5).Read(bond, 5, 5);

        host.Fail(member, InterfaceCondition.Failing);
        host.Read(bond, 1, 1);
        Assert.Equal(Example.Traffic(5, 5), host.Snapshot.Total);

        host.Fail(member, InterfaceCondition.Down);
        host.Read(bond, 1, 1).Read(bond, 4, 4);
        Assert.Equal(Example.Traffic(9, 9), host.Snapshot.Total);
    }

    [Fact]
    public void Nic_that_counts_again_should_be_in_the_total_from_its_first_packet_where_nobody_stood_for_it()
    {
        var host = new ReadHost(Eth, Veth);
        host.Fail(Eth, InterfaceCondition.Down);

        var before = host.Snapshot.Sequence;

        Assert.Equal(Example.Traffic(3, 2), host.Attach(Eth).Read(Eth, 3, 2).Snapshot.Total);
        Assert.Equal(before + 1, host.Snapshot.Sequence);
    }

    [Fact]
    public void Nic_that_counts_again_should_not_add_what_its_stand_in_may_have_added()
    {
        var (parent, vlan) = (Nic(1), Nic(2, "vlan", lower: 1));
        var host = new ReadHost(parent, vlan);
        host.Fail(parent, InterfaceCondition.Down);
        host.Read(vlan, 0, 0).Read(vlan, 4, 4).Attach(parent).Read(parent, 4, 4).Read(vlan, 1, 1).Read(parent, 1, 1);

        Assert.Equal(Example.Traffic(5, 5), host.Snapshot.Total);
    }

    [Fact]
    public void Members_of_a_bond_should_be_in_the_total_from_their_first_packet_in_whatever_order_they_are_announced()
    {
        var (one, two, bond) = (Nic(1, master: 3), Nic(2, master: 3), Nic(3, "bond"));
        var host = new ReadHost(one, bond, two).Read(one, 4, 4).Read(bond, 9, 9).Read(two, 5, 5);

        Assert.Equal(Example.Traffic(9, 9), host.Snapshot.Total);
    }

    [Fact]
    public void Links_that_are_not_followed_should_stand_between_those_that_are()
    {
        var (bond, vlan) = (Nic(2, "bond"), Nic(3, "vlan", lower: 2));
        var member = Nic(1, master: 2);
        var host = new ReadHost(member, vlan);
        Assert.Equal(TotalPlace.Counted, host.Snapshot.Interfaces[vlan.Name].Place);

        var told = host.Snapshot.AmongLinks([member, bond, vlan]);

        Assert.Equal(TotalPlace.Below, told.Interfaces[vlan.Name].Place);
        Assert.Equal([bond], told.Stack.Below(vlan.Index).AsEnumerable());
        Assert.Same(told, told.AmongLinks([member, bond, vlan]));
    }

    [Fact]
    public void Loopback_should_add_what_it_sends()
    {
        var lo = Nic(1, "lo");
        var host = new ReadHost(lo).Read(lo, 6, 6);

        Assert.Equal(Example.Traffic(0, 6), host.Snapshot.Total);
        Assert.Equal(Example.Traffic(6, 6), host.Snapshot.SumOfNics);
    }

    [Fact]
    public void Sums_should_be_complete_when_each_nic_was_read_or_is_known_not_to_count()
    {
        var host = new ReadHost(Eth, Veth);
        Assert.False(host.Snapshot.IsComplete);
        Assert.False(host.Read(Eth, 1, 1).Snapshot.IsComplete);
        host.Refuse(Veth, InterfaceCondition.Failing);
        Assert.False(host.Snapshot.IsComplete);
        host.Refuse(Veth, InterfaceCondition.Down);
        Assert.True(host.Snapshot.IsComplete);

        Assert.True(host.Announce(Bridge).Snapshot.IsComplete);
        Assert.False(HostSnapshot.Empty.IsComplete);
    }

    /// <summary>Packets walk through stacks that change; NICs are read in any order; some fail, some go.</summary>
    [Property(MaxTest = 300)]
    public void Total_should_have_no_packet_twice_and_never_step_back(int seed)
    {
        var random = new Random(seed);
        var walked = 0ul;
        var host = new ReadHost();
        var before = host.Snapshot;
        for (var round = 0; round < 6; round++)
        {
            var stack = new RandomStack(random);
            host.Become(stack);
            for (var i = 0; i < 10; i++)
            {
                var way = stack.Way();
                if (CountedOnceSpec.CrossesAnUncountedPair(stack, way))
                {
                    continue;
                }

                walked++;
                foreach (var (index, direction) in way.Where(step => stack.Counted.Contains(step.Index)))
                {
                    host.Pass(index, direction);
                }

                host.ReadSome(random);
                Expect(before, before = host.Snapshot);
                Assert.InRange(Packets(before.Total), 0ul, walked);
            }
        }
    }

    /// <summary>As long as everything is read before it changes, the total is exact.</summary>
    [Property(MaxTest = 300)]
    public void Total_should_be_what_passed_when_each_nic_is_read_before_the_stack_changes(int seed)
    {
        var random = new Random(seed);
        var walked = 0ul;
        var host = new ReadHost();
        var before = host.Snapshot;
        for (var round = 0; round < 6; round++)
        {
            var stack = new RandomStack(random);
            host.Become(stack);
            // What changed its place begins anew with the next reading.
            host.ReadAll();
            for (var i = 0; i < 10; i++)
            {
                var way = stack.Way();
                var seen = way.Where(step => stack.Counted.Contains(step.Index)).ToList();
                if (CountedOnceSpec.CrossesAnUncountedPair(stack, way) || seen.Exists(step => host.PlaceOf(step.Index) == TotalPlace.Partly))
                {
                    continue;
                }

                walked += seen.Count > 0 ? 1ul : 0;
                seen.ForEach(step => host.Pass(step.Index, step.Direction));
            }

            host.ReadAll();
            Expect(before, before = host.Snapshot);
            Assert.Equal(walked, Packets(before.Total));
        }
    }

    private static void Expect(HostSnapshot before, HostSnapshot now)
    {
        Assert.True(now.Total.Covers(before.Total), "the total stepped back");
        Assert.True(now.SumOfNics.Covers(before.SumOfNics), "the sum over NICs stepped back");
        Assert.True(now.SumOfNics.Covers(now.Total), "the total has more than all NICs");
        var places = now.Stack.Places(now.Interfaces.Values.Where(state => state.IsCounted).Select(state => state.Link.Index).ToHashSet());
        Assert.All(now.Interfaces.Values, state => Assert.Equal((state.Link.Index, places[state.Link.Index]), (state.Link.Index, state.Place)));
    }

    [Fact]
    public void Lone_nics_should_come_and_go_without_a_look_at_all_others()
    {
        var links = Enumerable.Range(1, 100).Select(index => Nic(index, "veth")).ToArray();
        var host = new ReadHost();
        host.Hear(links);
        var stack = host.Snapshot.Stack;
        foreach (var link in links)
        {
            host.Announce(link).Read(link, 1, 1).Gone(link);
        }

        Assert.Same(stack, host.Snapshot.Stack);
        Assert.Equal(Example.Traffic(100, 100), host.Snapshot.Total);
    }

    private static ulong Packets(TrafficCounters counters) => counters.Rx.Total.Packets + counters.Tx.Total.Packets;
}
