using NetMonitor.Native.Ethtool;

namespace NetMonitor.Native.Tests.Ethtool;

public sealed class LinkSpeedSpec
{
    [Theory]
    [InlineData(0u, null)]
    [InlineData(uint.MaxValue, null)]
    [InlineData(10u, 10_000_000L)]
    [InlineData(800_000u, 800_000_000_000L)]
    public void LinkSpeed_should_be_in_bits_and_absent_when_unknown(uint megabits, long? bits) => Assert.Equal(bits, LinkSpeed.FromMegabits(megabits));
}
