using NetMonitor.Core.Costs;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Tests.Costs;

public sealed class FlowPrecisionSpec
{
    [Theory]
    [InlineData(0, 65_536, 65_536)]
    [InlineData(1, 65_536, 32_768)]
    [InlineData(3, 65_536, 8192)]
    [InlineData(3, 2048, 1024)]
    [InlineData(1, 1024, 1024)]
    [InlineData(4, 65_536, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(2, 0, 0)]
    public void Slots_should_be_halved_with_each_step_and_stay_such_as_there_are(int steps, int full, int left)
    {
        var slots = new FlowPrecision(0, steps).SlotsOf(full);

        Assert.Equal(left, slots);
        Assert.True(FlowSlots.Takes(slots));
    }

    [Fact]
    public void Names_should_be_different() => Assert.Equal(FlowPrecision.All.Count(), FlowPrecision.All.Select(precision => precision.Name).Distinct().Count());

    [Fact]
    public void Room_should_say_what_it_would_be_and_why_it_is_less()
    {
        var limit = FlowLimit.Of(new FlowPrecision(1, 1), TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(20), limit.LeastWindow);
        Assert.Equal(
            new FlowRoom(4096, 2048, 7, "lowered to keep to netmonitor.budget: window x2, slots /2"),
            limit.Shown(new FlowRoom(2048, 2048, 7, ""), full: 4096, hasOrder: false));
        Assert.Equal(
            new FlowRoom(4096, 4096, 7, "lowered to keep to netmonitor.budget: window x2"),
            limit.Shown(new FlowRoom(4096, 4096, 7, ""), full: 4096, hasOrder: true));
        Assert.Equal(
            new FlowRoom(4096, 1024, 7, "lowered to keep to netmonitor.budget: window x2, slots /2; the budget leaves room for 1024"),
            limit.Shown(new FlowRoom(2048, 1024, 7, "the budget leaves room for 1024"), full: 4096, hasOrder: false));
    }

    [Fact]
    public void Room_should_be_as_it_is_at_full_precision_and_where_there_was_to_be_none()
    {
        var room = new FlowRoom(4096, 1024, 7, "the budget");

        Assert.Same(room, FlowLimit.None.Shown(room, 4096, hasOrder: false));
        Assert.Same(room, FlowLimit.Of(new FlowPrecision(0, 3), TimeSpan.Zero).Shown(room, full: 0, hasOrder: false));
        Assert.Same(room, FlowLimit.Of(new FlowPrecision(0, 3), TimeSpan.Zero).Shown(room, full: 4096, hasOrder: true));
        Assert.Equal(TimeSpan.Zero, FlowLimit.Of(new FlowPrecision(0, 3), TimeSpan.FromSeconds(10)).LeastWindow);
    }
}
