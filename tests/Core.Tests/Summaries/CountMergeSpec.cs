using FsCheck.Xunit;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Summaries;

[Properties(Arbitrary = [typeof(Generators)])]
public sealed class CountMergeSpec : ExactMergeLaws<Count, Count>
{
    protected override Count Of(IReadOnlyList<Count> stream) => stream.Aggregate(default(Count), static (sum, count) => sum + count);
}
