using FsCheck.Xunit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Stacks;

public sealed class CountedOnceSpec
{
    private const int WaysPerStack = 20;

    [Property(MaxTest = 3000)]
    public void Packet_should_be_in_the_total_once_if_any_nic_on_its_way_is_counted(int seed)
    {
        var stack = new RandomStack(new Random(seed));
        var places = stack.Stack.Places(stack.Counted);
        for (var i = 0; i < WaysPerStack; i++)
        {
            var way = stack.Way();
            var seen = way.Where(step => stack.Counted.Contains(step.Index)).ToList();
            var said = string.Join(' ', way.Select(step => $"{stack.Stack.Find(step.Index)!.Kind}{step.Index}:{places[step.Index]}"));
            if (CrossesAnUncountedPair(stack, way))
            {
                // It leaves and comes back by a pair of which nobody counts an end: in each direction it is a packet of its own.
                Assert.All(Enum.GetValues<Direction>(), direction => Assert.True(RandomStack.Times(places, way.Where(step => step.Direction == direction)) <= 1, said));
            }
            else if (seen.Exists(step => places[step.Index] == TotalPlace.Partly))
            {
                Assert.True(RandomStack.Times(places, way) <= 1, said);
            }
            else
            {
                Assert.True(RandomStack.Times(places, way) == (seen.Count > 0 ? 1 : 0), said);
            }
        }
    }

    [Property(MaxTest = 1000)]
    public void Nic_should_be_partly_in_the_total_only_where_something_below_it_is_not_counted(int seed)
    {
        var stack = new RandomStack(new Random(seed));
        var all = stack.Links.Select(link => link.Index).ToHashSet();

        Assert.DoesNotContain(stack.Stack.Places(all).Values, place => place is TotalPlace.Partly or TotalPlace.Above or TotalPlace.None);
    }

    [Property(MaxTest = 500)]
    public void Places_should_not_depend_on_the_order_of_the_list(int seed)
    {
        var stack = new RandomStack(new Random(seed));
        var shuffled = stack.Links.ToArray();
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(stack.Stack.Places(stack.Counted), LinkStack.Of(shuffled).Places(stack.Counted));
    }

    internal static bool CrossesAnUncountedPair(RandomStack stack, IEnumerable<(int Index, Direction Direction)> way) => way.Any(step =>
        stack.Stack.PeerOf(step.Index) is { } peer && !stack.Counted.Contains(step.Index) && !stack.Counted.Contains(peer));
}
