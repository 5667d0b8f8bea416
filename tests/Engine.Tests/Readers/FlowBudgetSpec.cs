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

    /// <summary>With these the ring is whole.</summary>
    private const int Whole = 65536;

    [Property]
    public void Budget_should_never_be_exceeded(uint budget, (bool IsVirtual, byte Slots)[] wishes)
    {
        var given = FlowBudget.Divide(budget, Wishes(wishes), Bytes);

        Assert.True(given.Values.Where(slots => slots > 0).Sum(Bytes) <= budget);
        Assert.All(Wishes(wishes), wish => Assert.True(given[wish.Index] == 0 || (BitOperations.IsPow2(given[wish.Index]) && given[wish.Index] <= wish.Slots)));
        Assert.All(given.Values, slots => Assert.True(slots is 0 or >= FlowSlots.Least));
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

    [Property(MaxTest = 500)]
    public void Nobody_should_have_more_than_twice_what_another_got_who_wanted_as_much(uint budget, (bool IsVirtual, byte Slots)[] wishes) =>
        ShouldBeEven([.. Wishes(wishes)], FlowBudget.Divide(budget, Wishes(wishes), Bytes));

    [Property(MaxTest = 500)]
    public void Nobody_should_have_less_while_what_is_left_would_double_it(uint budget, (bool IsVirtual, byte Slots)[] wishes)
    {
        var given = FlowBudget.Divide(budget, Wishes(wishes), Bytes);
        var left = budget - given.Values.Where(slots => slots > 0).Sum(Bytes);
        foreach (var tier in Wishes(wishes).GroupBy(wish => wish.IsVirtual))
        {
            var cut = tier.Where(wish => given[wish.Index] < wish.Slots).Select(wish => given[wish.Index]).ToList();
            Assert.True(cut.Count == 0 || (cut.Min() == 0 ? Bytes(FlowSlots.Least) : Bytes(2 * cut.Min()) - Bytes(cut.Min())) > left);
        }
    }

    [Property(MaxTest = 200)]
    public void Space_should_be_divided_evenly_in_whatever_order_nics_are_attached(uint budget, (bool IsVirtual, byte Slots)[] wishes, int seed)
    {
        var all = Wishes(wishes).ToList();
        var links = all.ConvertAll(wish => NicOf(wish.Index, wish.IsVirtual ? "veth" : ""));
        var named = all.Select(wish => new NamedSlots($"eth{wish.Index}", wish.Slots));
        var space = new FlowSpace(Settings(65536, budget) with { NamedSlots = [.. named] }, () => Cpus);
        var order = links.ToArray();
        new Random(seed).Shuffle(order);
        var rooms = order.ToDictionary(link => link.Index, link => space.Take(link, links).Room);

        Assert.True(rooms.Values.Sum(room => room.MapBytes) <= budget);
        Assert.All(rooms.Values, room => Assert.Equal(room.Wanted == 0 || room.IsCut, room.Reason.Length > 0));
        ShouldBeEven(all, rooms.ToDictionary(room => room.Key, room => room.Value.Slots), whereSomeHaveNone: 2 * 512 * Cpus);
    }

    [Fact]
    public void Many_nics_should_share_the_default_budget_sensibly()
    {
        var links = Enumerable.Range(1, 200).Select(index => NicOf(index, "veth")).ToList();
        var space = new FlowSpace(Settings(65536, 256 << 20), () => Cpus);

        var rooms = links.ConvertAll(link => space.Take(link, links).Room);

        Assert.Equal([8192, 4096], rooms.Select(room => room.Slots).Distinct().OrderDescending());
        Assert.InRange(rooms.Sum(room => room.MapBytes), 200 << 20, 256 << 20);
    }

    [Fact]
    public void Reason_should_name_a_budget_that_would_do_whoever_says_it()
    {
        var links = Enumerable.Range(1, 25).Select(index => NicOf(index, "veth")).ToList();
        var settings = Settings(65536, 64 << 20);
        var space = new FlowSpace(settings, () => Cpus);
        var enough = (25 * Bytes(65536) + (1 << 20) - 1) >> 20 << 20;

        Assert.All(links, link => Assert.EndsWith(
            $"set netmonitor.flows.budget to {Words(enough)} for all that is asked for", space.Take(link, links).Room.Reason, StringComparison.Ordinal));
        var richer = new FlowSpace(settings with { BudgetBytes = enough }, () => Cpus);
        Assert.All(links, link => Assert.False(richer.Take(link, links).Room.IsCut));
    }

    [Fact]
    public void Space_should_not_be_kept_for_a_nic_that_was_switched_off()
    {
        var space = new FlowSpace(Settings(65536, Bytes(65536)), () => Cpus);
        var (first, second) = (NicOf(1), NicOf(2));
        _ = space.Take(first, [first, second]);
        _ = space.Take(first, [first, second], 0);

        Assert.Equal(65536, space.Take(second, [first, second]).Room.Slots);
    }

    [Theory]
    [InlineData(65536, 1 << 20, 65536, 1 << 20)]
    [InlineData(65536, 1 << 20, 262144, 1 << 20)]
    [InlineData(65536, 1 << 20, 32768, 1 << 19)]
    [InlineData(65536, 1 << 20, 4096, 1 << 16)]
    [InlineData(65536, 1 << 20, 1024, 1 << 16)]
    [InlineData(1024, 1 << 28, 1024, 1 << 28)]
    [InlineData(4194304, 1 << 28, 1024, 1 << 16)]
    public void Ring_should_shrink_with_the_slots(int whole, int ring, int slots, int expected) =>
        Assert.Equal(expected, (Settings(0, 0) with { Slots = whole, RingBytes = ring }).RingOf(slots));

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
        var space = new FlowSpace(Settings(262144, table + Bytes(131072)), () => Cpus);
        var (first, second) = (NicOf(1), NicOf(2));

        Assert.Equal(new FlowRoom(262144, 262144, table, ""), space.Take(first, [first, second]).Room);
        var (room, size) = space.Take(second, [first, second]);

        Assert.Equal((262144, 131072, Bytes(131072), true), (room.Wanted, room.Slots, room.MapBytes, room.IsCut));
        Assert.Equal(
            $"asked for 262144 slots ({Megabytes(table)} MB), the budget of {Words(table + Bytes(131072))} leaves room for 131072; "
                + $"set netmonitor.flows.budget to {Megabytes(2 * table)}MB for all that is asked for",
            room.Reason);
        Assert.Equal((131072 / Cpus, Ring), (size!.Value.Slots, size.Value.RingBytes));
    }

    [Fact]
    public void Space_should_be_the_next_ones_when_a_nic_goes()
    {
        var space = new FlowSpace(Settings(65536, Bytes(FlowSlots.Least)), () => Cpus);
        var (first, second) = (NicOf(1), NicOf(2));
        const int Least = 512 * Cpus;

        Assert.Equal(Least, space.Take(first, [first, second]).Room.Slots);
        var (none, size) = space.Take(second, [first, second]);
        Assert.Equal((65536, 0, 0L), (none.Wanted, none.Slots, none.MapBytes));
        Assert.Contains("leaves room for none", none.Reason, StringComparison.Ordinal);
        Assert.Null(size);

        space.Leave(first);
        Assert.Equal(Least, space.Take(second, [second]).Room.Slots);
    }

    [Fact]
    public void Space_should_be_kept_for_physical_nics_that_come_later()
    {
        var space = new FlowSpace(Settings(65536, Bytes(65536) + Bytes(1024)), () => Cpus);
        var (veth, physical) = (NicOf(1, "veth"), NicOf(2));

        Assert.Equal(512 * Cpus, space.Take(veth, [veth, physical]).Room.Slots);
        Assert.Equal(65536, space.Take(physical, [veth, physical]).Room.Slots);
    }

    [Fact]
    public void Space_should_be_what_it_was_when_a_change_is_taken_back()
    {
        var space = new FlowSpace(Settings(4096, Bytes(4096) + Bytes(8192)), () => Cpus);
        var (first, second) = (NicOf(1), NicOf(2));
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
        var nic = NicOf(1);

        Assert.Equal(2048, space.Take(nic, [nic]).Size!.Value.Slots);
        cpus = 8;
        Assert.Equal((512, 4096), (space.Take(nic, [nic]).Size!.Value.Slots, space.Take(nic, [nic]).Room.Slots));
    }

    [Fact]
    public void Space_should_be_the_same_when_a_nic_is_attached_again()
    {
        var space = new FlowSpace(Settings(65536, Bytes(65536)), () => Cpus);
        var nic = NicOf(1);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(65536, space.Take(nic, [nic]).Room.Slots));
    }

    private static IEnumerable<FlowWish> Wishes((bool IsVirtual, byte Slots)[] wishes) =>
        wishes.Select((wish, index) => new FlowWish(index, wish.IsVirtual, wish.Slots % 14 == 0 ? 0 : FlowSlots.Least << (wish.Slots % 14 - 1)));

    /// <summary>Of those whose wishes reach as far, nobody is more than one step ahead.</summary>
    private static void ShouldBeEven(IReadOnlyList<FlowWish> wishes, IReadOnlyDictionary<int, int> given, int whereSomeHaveNone = FlowSlots.Least)
    {
        foreach (var tier in wishes.GroupBy(wish => wish.IsVirtual))
        {
            foreach (var (one, other) in tier.SelectMany(one => tier.Where(other => other.Slots >= one.Slots).Select(other => (one, other))))
            {
                Assert.True(given[one.Index] <= (given[other.Index] == 0 ? whereSomeHaveNone : 2 * given[other.Index]), $"{one} got {given[one.Index]}, {other} got {given[other.Index]}");
            }
        }
    }

    private static long Bytes(int slots) => FlowTableSizes.For(slots, Cpus, Settings(65536, 0).RingOf(slots)).MapBytes(Cpus);

    private static FlowSpaceSettings Settings(int slots, long budget) =>
        new(IsEnabled: true, Whole, Ring, TimeSpan.Zero, budget) { NamedSlots = [new NamedSlots("eth*", slots)] };

    private static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    private static string Words(long bytes) => Actors.Configuration.ByteSize.Words(bytes);

    private static LinkDescription NicOf(int index, string kind = "") =>
        new(index, $"eth{index}", kind, "", "", 1500, null, 0, HasEthernet: true, IsUp: true, IsLoopback: false);
}
