using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class NamedModeSpec
{
    [Theory]
    [InlineData("eth0", ModePolicy.Native)]
    [InlineData("eth1", ModePolicy.Tcx)]
    [InlineData("a=b", ModePolicy.Tc)]
    [InlineData("kern0", ModePolicy.Kernel)]
    [InlineData("veth9", ModePolicy.Generic)]
    [InlineData("lo", ModePolicy.Auto)]
    public void Mode_should_be_that_of_the_first_pattern_that_matches(string nic, ModePolicy mode) =>
        Assert.Equal(mode, Read("mode = auto, interfaces.modes = [\"eth0=native\", \"eth*=TCX\", \"eth0=tc\", \"a=b=tc\", \"kern?=kernel\", \"kind:veth=generic\"]").ModeOf(Nic(nic)));

    [Fact]
    public void Mode_should_be_that_of_all_when_no_pattern_matches() =>
        Assert.Equal(ModePolicy.Tc, Read("mode = tc, interfaces.modes = [\"eth*=native\"]").ModeOf(Nic("ens1")));

    [Theory]
    [InlineData("eth0")]
    [InlineData("eth0=")]
    [InlineData("=native")]
    [InlineData("eth0=fast")]
    [InlineData("bus:pci=native")]
    [InlineData("kind:=native")]
    public void Mode_should_be_refused_when_it_is_none(string text)
    {
        var problem = Assert.Throws<ConfigurationProblem>(() => Read($"interfaces.modes = [\"{text}\"]"));

        Assert.StartsWith($"netmonitor.interfaces.modes: found '{text}'; takes NIC=MODE, as eth*=native or kind:veth=tcx, with a name, a glob (* and ?), kind:KIND or driver:DRIVER and a mode of auto, native, tcx, tc, generic, kernel", problem.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Mode_should_be_refused_when_nics_are_simulated()
    {
        var problem = Assert.Throws<ConfigurationProblem>(() => Read("simulation.enabled = on, interfaces.modes = [\"eth0=tc\"]"));

        Assert.StartsWith("netmonitor.interfaces.modes: found '(a list or an object)'; takes [] while", Assert.Single(problem.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mode = kernel", false)]
    [InlineData("mode = kernel, interfaces.modes = [\"eth0=kernel\"]", false)]
    [InlineData("mode = kernel, interfaces.modes = [\"eth0=tc\"]", true)]
    [InlineData("mode = kernel, interfaces.\"eth*\".mode = tcx", true)]
    [InlineData("mode = auto, interfaces.modes = [\"*=kernel\"]", true)]
    [InlineData("simulation.enabled = on", false)]
    public void Programs_should_be_needed_when_any_nic_may_be_attached_to(string keys, bool attaches) => Assert.Equal(attaches, Read(keys).Attaches);

    private static LinkDescription Nic(string name) => name == "lo" ? Links.Lo : Links.Nic(name, 7) with { Kind = name == "veth9" ? "veth" : "" };

    private static DataPlaneSettings Read(string keys) => RunSettings.From(
        ConfigurationFactory.ParseString($"netmonitor {{ {keys} }}").WithFallback(ReferenceConfiguration.Config)).DataPlane;
}
