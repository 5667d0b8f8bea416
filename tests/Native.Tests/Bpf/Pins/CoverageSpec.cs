using NetMonitor.Native.Bpf.Pins;

namespace NetMonitor.Native.Tests.Bpf.Pins;

/// <summary>Every state that a kill may leave: which generations are there, what each carries through, and which stand for themselves.</summary>
public class CoverageSpec
{
    public static TheoryData<string, (int Number, int Through)[], int[]> States { get; } = new()
    {
        { "nothing pinned yet", [], [] },
        { "the first is pinned", [(1, 0)], [1] },
        { "the next is pinned, links are on the first, on both, or on the next", [(1, 0), (2, 0)], [1, 2] },
        { "the next carries the first, which is not removed yet", [(1, 0), (2, 1)], [2] },
        { "the first is removed", [(2, 1)], [2] },
        { "a third is pinned before the first two were carried", [(1, 0), (2, 0), (3, 0)], [1, 2, 3] },
        { "the third carries both", [(1, 0), (2, 0), (3, 2)], [3] },
        { "the third carries both, one is removed", [(2, 0), (3, 2)], [3] },
        { "the third is pinned while the second, which carries the first, counts", [(2, 1), (3, 0)], [2, 3] },
        { "a hook refused the next one: the former carries it", [(1, 2), (2, 0)], [1] },
        { "the refused one is removed; the one after it has a number of its own", [(1, 2), (3, 0)], [1, 3] },
        { "and carries the former", [(1, 2), (3, 2)], [3] },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Coverage_should_leave_those_that_no_other_carries(string state, (int Number, int Through)[] generations, int[] standing)
    {
        Assert.True(Coverage.Uncovered(generations).SequenceEqual(standing), state);

        // In no state does the order of a directory's listing matter.
        Assert.True(Coverage.Uncovered([.. generations.Reverse()]).SequenceEqual(standing), state);
    }
}
