using FsCheck.Xunit;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Tests;

[Properties(Arbitrary = [typeof(Generators)])]
public sealed class KernelCountersSpec
{
    [Property]
    public bool Kernel_counters_should_add_in_any_grouping_and_order(KernelCounters a, KernelCounters b, KernelCounters c) =>
        (a + b) + c == a + (b + c) && a + b == b + a && a + default(KernelCounters) == a;

    [Property]
    public bool Kernel_counters_should_give_back_what_was_added(KernelCounters a, KernelCounters b) => (a + b).Since(a) == b;

    [Fact]
    public void Kernel_counters_should_be_reset_one_by_one()
    {
        var before = new KernelCounters(10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
        var now = new KernelCounters(9, 11, 0, 10, 20, 3, 10, 10, 10, 12);
        Assert.Equal(new KernelCounters(9, 1, 0, 0, 10, 3, 0, 0, 0, 2), now.Since(before));
    }
}
