using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Tests.Summaries;

namespace NetMonitor.Core.Tests.Flows;

[Properties(Arbitrary = [typeof(FlowGenerators)], MaxTest = 50)]
public sealed class FlowAccountSpec : ExactMergeLaws<FlowAccount, FlowAccount>
{
    protected override FlowAccount Of(IReadOnlyList<FlowAccount> stream) => stream.Aggregate(FlowAccount.Empty, static (sum, part) => sum + part);

    [Fact]
    public void Account_should_refuse_another_number_of_classes() =>
        Assert.Throws<ArgumentException>(() => FlowAccount.Empty with { Classes = [] });
}
