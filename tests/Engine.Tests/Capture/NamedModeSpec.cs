using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class NamedModeSpec
{
    [Theory]
    [InlineData("eth0", ModePolicy.Native)]
    [InlineData("eth1", ModePolicy.Tcx)]
    [InlineData("a=b", ModePolicy.Tc)]
    [InlineData("wlan0", ModePolicy.Auto)]
    public void Mode_should_be_that_of_the_first_pattern_that_matches(string nic, ModePolicy mode) =>
        Assert.Equal(mode, Read("mode = auto, interfaces.modes = [\"eth0=native\", \"eth*=TCX\", \"eth0=tc\", \"a=b=tc\"]").ModeOf(nic));

    [Fact]
    public void Mode_should_be_that_of_all_when_no_pattern_matches() =>
        Assert.Equal(ModePolicy.Tc, Read("mode = tc, interfaces.modes = [\"eth*=native\"]").ModeOf("ens1"));

    [Theory]
    [InlineData("eth0")]
    [InlineData("eth0=")]
    [InlineData("=native")]
    [InlineData("eth0=fast")]
    [InlineData("eth0=kernel")]
    public void Mode_should_be_refused_when_it_is_none(string text)
    {
        var problem = Assert.Throws<ConfigurationProblem>(() => Read($"interfaces.modes = [\"{text}\"]"));

        Assert.StartsWith($"netmonitor.interfaces.modes: found '{text}'; takes NAME=MODE", problem.Problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mode = kernel")]
    [InlineData("simulation.enabled = on")]
    public void Mode_should_be_refused_when_nothing_is_attached(string key)
    {
        var problem = Assert.Throws<ConfigurationProblem>(() => Read($"{key}, interfaces.modes = [\"eth0=tc\"]"));

        Assert.StartsWith("netmonitor.interfaces.modes: found '(a list or an object)'; takes [] while", Assert.Single(problem.Problems), StringComparison.Ordinal);
    }

    private static DataPlaneSettings Read(string keys) => RunSettings.From(
        ConfigurationFactory.ParseString($"netmonitor {{ {keys} }}").WithFallback(ReferenceConfiguration.Config)).DataPlane;
}
