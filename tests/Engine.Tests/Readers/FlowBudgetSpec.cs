using System.Numerics;
using FsCheck.Xunit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class FlowBudgetSpec
{
    private const int Cpus = 4;
    private const int Ring = 1 << 20;

    [Property]
    public void Budget_should_never_be_exceeded(uint budget, (bool IsVirtual, byte Slots)[] wishes)
    {
        var given = FlowBudget.Divide(budget, Wishes(wishes), Bytes);

        Assert.True(given.Values.Where(slots => slots > 0).Sum(Bytes) <= budget);
        Assert.All(Wishes(wishes), wish => Assert.True(given[wish.Index] == 0 || (BitOperations.IsPow2(given[wish.Index]) && given[wish.Index] <= wish.Slots)));
        Assert.All(given.Values, slots => Assert.True(slots is 0 or >= FlowSpaceSettings.LeastSlots));
    }

    [Property]
    public void Budget_should_give_everybody_everything_when_it_fits((bool IsVirtual, byte Slots)[] wishes)
    {
        var all = Wishes(wishes).Where(wish => wish.Slots > 0).Sum(wish => Bytes(wish.Slots));
        var given = FlowBudget.Divide(all, Wishes(wishes), Bytes);

        Assert.All(Wishes(wishes), wish => Assert.Equal(wish.Slots, given[wish.Index]));
    }

    [Property]
    public void Virtual_nics_should_take_nothing_from_the_others(uint budget, (bool IsVirtual, byte Slots)[] wishes)
    {
        var given = FlowBudget.Divide(budget, Wishes(wishes), Bytes);
        var alone = FlowBudget.Divide(budget, Wishes(wishes).Where(wish => !wish.IsVirtual), Bytes);

        Assert.All(alone, one => Assert.Equal(one.Value, given[one.Key]));
    }

    [Property]
    public void Nic_should_get_the_most_that_those_before_it_leave(uint budget, (bool IsVirtual, byte Slots)[] wishes)
    {
        long left = budget;
        var given = FlowBudget.Divide(budget, Wishes(wishes), Bytes);
        foreach (var wish in Wishes(wishes).OrderBy(wish => wish.IsVirtual).ThenBy(wish => wish.Index))
        {
            var slots = given[wish.Index];
            Assert.True(slots == wish.Slots || wish.Slots == 0 || Bytes(slots == 0 ? FlowSpaceSettings.LeastSlots : 2 * slots) > left);
            left -= slots == 0 ? 0 : Bytes(slots);
        }
    }

    [Theory]
    [InlineData(1, 65536, 65536)]
    [InlineData(2, 65536, 32768)]
    [InlineData(3, 65536, 32768)]
    [InlineData(64, 65536, 1024)]
    [InlineData(256, 65536, 512)]
    [InlineData(1, 1024, 1024)]
    [InlineData(3, 1024, 512)]
    [InlineData(64, 1024, 512)]
    [InlineData(256, 4194304, 16384)]
    public void Slice_of_a_cpu_should_be_its_part_rounded_up(int cpus, int slots, int slice)
    {
        var size = FlowTableSizes.For(slots, cpus, Ring);

        Assert.Equal((slice, Ring), (size.Slots, size.RingBytes));
        Assert.True((long)size.Slots * cpus >= slots);
        Assert.True(2L * size.Slots * cpus <= int.MaxValue);
    }

    [Fact]
    public void Space_should_tell_what_was_asked_what_was_given_and_what_would_do()
    {
        var table = Bytes(262144);
        var space = new FlowSpace(Settings(262144, table + Bytes(65536)), () => Cpus);
        NicOf(1, out var first);
        NicOf(2, out var second);

        Assert.Equal(new FlowRoom(262144, 262144, table, ""), space.Take(first, [first, second]).Room);
        var (room, size) = space.Take(second, [first, second]);

        Assert.Equal((262144, 65536, Bytes(65536), true), (room.Wanted, room.Slots, room.MapBytes, room.IsCut));
        Assert.Equal(
            $"asked for 262144 slots ({Megabytes(table)} MB), the budget of {Words(table + Bytes(65536))} leaves room for 65536; "
                + $"set netmonitor.flows.budget to {Megabytes(2 * table)}MB for all that is asked for",
            room.Reason);
        Assert.Equal((65536 / Cpus, Ring), (size!.Value.Slots, size.Value.RingBytes));
    }

    [Fact]
    public void Space_should_be_the_next_ones_when_a_nic_goes()
    {
        var space = new FlowSpace(Settings(65536, Bytes(65536)), () => Cpus);
        NicOf(1, out var first);
        NicOf(2, out var second);

        Assert.Equal(65536, space.Take(first, [first, second]).Room.Slots);
        var (none, size) = space.Take(second, [first, second]);
        Assert.Equal((65536, 0, 0L), (none.Wanted, none.Slots, none.MapBytes));
        Assert.Contains("leaves room for none", none.Reason, StringComparison.Ordinal);
        Assert.Null(size);

        space.Hold(first, FlowRoom.None(""));
        Assert.Equal(65536, space.Take(second, [second]).Room.Slots);
    }

    [Fact]
    public void Space_should_be_kept_for_physical_nics_that_come_later()
    {
        var space = new FlowSpace(Settings(65536, Bytes(65536) + Bytes(1024)), () => Cpus);
        NicOf(1, out var veth, "veth");
        NicOf(2, out var physical);

        Assert.Equal(1024 < 512 * Cpus ? 512 * Cpus : 1024, space.Take(veth, [veth, physical]).Room.Slots);
        Assert.Equal(65536, space.Take(physical, [veth, physical]).Room.Slots);
    }

    [Fact]
    public void Space_should_be_what_it_was_when_a_change_is_taken_back()
    {
        var space = new FlowSpace(Settings(4096, Bytes(4096) + Bytes(8192)), () => Cpus);
        NicOf(1, out var first);
        NicOf(2, out var second);
        var before = space.Take(first, [first]).Room;

        Assert.Equal(8192, space.Take(first, [first], 8192).Room.Slots);
        space.Hold(first, before);
        Assert.Equal(8192, space.Take(second, [first, second], 8192).Room.Slots);
        Assert.Equal(new FlowRoom(0, 0, 0, "flows were switched off for this NIC"), space.Take(second, [first, second], 0).Room);
        Assert.Equal(8192, space.Take(second, [first, second], 8192).Room.Slots);
    }

    [Fact]
    public void Space_should_be_that_of_the_cpus_that_run_now()
    {
        var cpus = 2;
        var space = new FlowSpace(Settings(4096, 1L << 30), () => cpus);
        NicOf(1, out var nic);

        Assert.Equal(2048, space.Take(nic, [nic]).Size!.Value.Slots);
        cpus = 8;
        Assert.Equal((512, 4096), (space.Take(nic, [nic]).Size!.Value.Slots, space.Take(nic, [nic]).Room.Slots));
    }

    [Fact]
    public void Space_should_be_the_same_when_a_nic_is_attached_again()
    {
        var space = new FlowSpace(Settings(65536, Bytes(65536)), () => Cpus);
        NicOf(1, out var nic);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(65536, space.Take(nic, [nic]).Room.Slots));
    }

    private static IEnumerable<FlowWish> Wishes((bool IsVirtual, byte Slots)[] wishes) =>
        wishes.Select((wish, index) => new FlowWish(index, wish.IsVirtual, wish.Slots % 14 == 0 ? 0 : FlowSpaceSettings.LeastSlots << (wish.Slots % 14 - 1)));

    private static long Bytes(int slots) => FlowTableSizes.For(slots, Cpus, Ring).MapBytes(Cpus);

    private static FlowSpaceSettings Settings(int slots, long budget) => new(IsEnabled: true, slots, Ring, TimeSpan.Zero, budget);

    private static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    private static string Words(long bytes) => Actors.Configuration.ByteSize.Words(bytes);

    private static void NicOf(int index, out LinkDescription link, string kind = "") =>
        link = new LinkDescription(index, $"eth{index}", kind, "", "", 1500, null, 0, HasEthernet: true, IsUp: true, IsLoopback: false);
}
