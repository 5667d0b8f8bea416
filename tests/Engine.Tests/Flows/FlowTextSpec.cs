using NetMonitor.Engine.Flows;

namespace NetMonitor.Engine.Tests.Flows;

public sealed class FlowTextSpec
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(0x02, "S")]
    [InlineData(0x12, "SA")]
    [InlineData(0x3f, "FSRPAU")]
    [InlineData(0xc0, "")]
    public void Flags_should_be_letters(byte flags, string text) => Assert.Equal(text, FlowText.Flags(flags));

    [Theory]
    [InlineData(1, "100 %")]
    [InlineData(0.99999999, "99.99 %")]
    [InlineData(0.999949, "99.99 %")]
    [InlineData(0.5, "50 %")]
    [InlineData(0.12345, "12.34 %")]
    [InlineData(0.00000001, "<0.01 %")]
    [InlineData(0, "0 %")]
    public void Share_should_never_look_better_than_it_is(double share, string text) => Assert.Equal(text, FlowText.Share(share));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(599.9, "599.9 s")]
    [InlineData(600, "00:10:00")]
    [InlineData(100_000, "1d 03:46:40")]
    public void Duration_should_be(double seconds, string text) => Assert.Equal(text, FlowText.Duration(TimeSpan.FromSeconds(seconds)));
}
