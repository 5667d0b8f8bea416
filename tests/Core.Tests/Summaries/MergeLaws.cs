using FsCheck.Xunit;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

/// <summary>What holds for every summary.</summary>
public abstract class MergeLaws<T>
    where T : IMergeable<T>
{
    [Property]
    public void Merge_should_not_depend_on_which_comes_first(T a, T b) => Assert.Equal(a.Merge(b), b.Merge(a));

    [Property]
    public void Merge_with_nothing_should_change_nothing(T a)
    {
        Assert.Equal(a, a.Merge(T.Empty));
        Assert.Equal(a, T.Empty.Merge(a));
    }

    [Property]
    public void Merge_should_leave_both_sides_as_they_were(T a, T b)
    {
        var once = a.Merge(b);
        _ = once.Merge(a);
        Assert.Equal(once, a.Merge(b));
    }

    [Property]
    public void Equal_summaries_should_hash_alike(T a, T b) => Assert.Equal(a.Merge(b).GetHashCode(), b.Merge(a).GetHashCode());

    [Fact]
    public void Nothing_merged_with_nothing_should_be_nothing() => Assert.Equal(T.Empty, T.Empty.Merge(T.Empty));
}
