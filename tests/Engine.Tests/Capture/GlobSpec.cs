using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class GlobSpec
{
    [Theory]
    [InlineData("*", "eth0")]
    [InlineData("eth*", "eth")]
    [InlineData("eth*", "eth0")]
    [InlineData("*0", "eth0")]
    [InlineData("e*h*0", "eth10")]
    [InlineData("eth?", "eth0")]
    [InlineData("v?th*", "veth0.100")]
    [InlineData("*a*b*c", "xxaxxbxxbc")]
    [InlineData("eth[0]", "eth[0]")]
    [InlineData("**", "")]
    public void Glob_should_match(string pattern, string name) => Assert.True(Glob.Matches(pattern, name));

    [Theory]
    [InlineData("eth*", "veth0")]
    [InlineData("eth?", "eth")]
    [InlineData("eth?", "eth10")]
    [InlineData("eth0", "eth01")]
    [InlineData("*a*b*c", "xxaxxbxxb")]
    [InlineData("ETH0", "eth0")]
    [InlineData("", "eth0")]
    [InlineData("eth[01]", "eth0")]
    public void Glob_should_not_match(string pattern, string name) => Assert.False(Glob.Matches(pattern, name));

    [Fact]
    public void Glob_should_not_be_slow_for_a_hostile_pattern() =>
        Assert.False(Glob.Matches(string.Concat(Enumerable.Repeat("a*", 2_000)) + "b", new string('a', 20_000)));
}
