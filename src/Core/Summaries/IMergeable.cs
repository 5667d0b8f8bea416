namespace NetMonitor.Core.Summaries;

/// <summary>A summary of a stream. Two of them make the summary of both streams together, in the same space.</summary>
/// <remarks>For all a and b: <c>a.Merge(b) == b.Merge(a)</c>, and <c>a.Merge(Empty) == a</c>; neither operand changes. Where a type says
/// that it merges exactly, also <c>a.Merge(b).Merge(c) == a.Merge(b.Merge(c))</c>, and the parts of a stream in any grouping make the
/// same value as the whole. Where it does not, each tree of merges may give another value, and what the type promises holds for all of
/// them ("mergeable" as in Agarwal et al., Mergeable Summaries, PODS 2012).</remarks>
public interface IMergeable<TSelf>
    where TSelf : IMergeable<TSelf>
{
    /// <summary>The summary of nothing: merging it in changes nothing.</summary>
    static abstract TSelf Empty { get; }

    TSelf Merge(TSelf other);
}
