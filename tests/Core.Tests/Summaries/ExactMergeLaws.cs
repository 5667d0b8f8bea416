using FsCheck.Xunit;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

/// <summary>What also holds for summaries that merge exactly.</summary>
public abstract class ExactMergeLaws<T, TItem> : MergeLaws<T>
    where T : IMergeable<T>
{
    [Property]
    public void Merge_should_not_depend_on_the_grouping(T a, T b, T c) => Assert.Equal(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));

    [Property]
    public void Parts_should_make_the_whole_in_any_grouping_and_order(TItem[] stream, byte parts, int seed)
    {
        var random = new Random(seed);
        var split = stream.GroupBy(_ => random.Next(parts + 1)).Select(part => Of([.. part]));
        Assert.Equal(Of(stream), MergeTree.AtRandom(split, random));
    }

    [Property]
    public void Order_of_a_stream_should_not_matter(TItem[] stream, int seed)
    {
        var shuffled = stream.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Of(stream), Of(shuffled));
    }

    [Fact]
    public void Summary_of_no_items_should_be_empty() => Assert.Equal(T.Empty, Of([]));

    protected abstract T Of(IReadOnlyList<TItem> stream);
}
