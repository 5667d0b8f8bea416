using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Diagnosis;

namespace NetMonitor.Engine.Tests.Diagnosis;

public sealed class InterfacePlanSpec
{
    private static readonly InterfaceSelection All = new(["*"], [], TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData("eth0", ModePolicy.Auto, true, AttachMode.Native, "the driver mlx5_core runs XDP without giving up offloads")]
    [InlineData("eth1", ModePolicy.Auto, true, AttachMode.Tcx, "native XDP was refused; not native: XDP program 42 is on it already")]
    [InlineData("eth1", ModePolicy.Native, true, null, "not native: XDP program 42 is on it already")]
    [InlineData("eth1", ModePolicy.Tc, true, AttachMode.Tc, "asked for")]
    [InlineData("veth7", ModePolicy.Auto, true, AttachMode.Tcx, "XDP would cost a veth device its offloads")]
    [InlineData("veth7", ModePolicy.Auto, false, AttachMode.Tc, "XDP would cost a veth device its offloads; not tcx: this kernel has none")]
    [InlineData("veth7", ModePolicy.Tcx, false, null, "not tcx: this kernel has none")]
    [InlineData("veth7", ModePolicy.Kernel, false, AttachMode.Kernel, "asked for")]
    [InlineData("eth1", ModePolicy.Generic, true, null, "not generic: XDP program 42 is on it already")]
    [InlineData("eth0", ModePolicy.Generic, true, AttachMode.Generic, "asked for")]
    [InlineData("veth7", ModePolicy.Native, true, null, "not native: XDP program 7, 8 is on it already")]
    public void Plan_should_take_the_first_mode_without_an_obstacle(string name, ModePolicy policy, bool hasTcx, AttachMode? mode, string reason)
    {
        var plan = InterfacePlan.Of(Facts(name), All, policy, hasTcx);

        Assert.Equal((true, mode, reason), (plan.IsChosen, plan.Mode, plan.Reason));
    }

    [Theory]
    [InlineData("lo", "the loopback device is counted when --interface lo names it")]
    [InlineData("wg0", "no --interface means it")]
    [InlineData("eth1", "--exclude eth? leaves it out")]
    public void Plan_should_say_why_a_nic_is_left_out(string name, string reason)
    {
        var selection = All with { Include = ["eth*", "veth*", "bond0"], Exclude = ["x", "eth?"] };
        var plan = InterfacePlan.Of(Facts(name), selection, ModePolicy.Auto, hasTcx: true);

        Assert.Equal((false, null, reason), (plan.IsChosen, plan.Mode, plan.Reason));
    }

    [Fact]
    public void Plan_should_say_who_holds_the_nic_where_that_may_be_seen()
    {
        var facts = Facts("eth1") with { XdpHolders = "libxdp's dispatcher, XDP program 42 (xdp_dispatcher) is on it already" };

        Assert.Equal(
            "native XDP was refused; not native: libxdp's dispatcher, XDP program 42 (xdp_dispatcher) is on it already",
            InterfacePlan.Of(facts, All, ModePolicy.Auto, hasTcx: true).Reason);
    }

    [Fact]
    public void Plan_should_name_the_section_that_leaves_a_nic_out()
    {
        var sections = InterfaceSections.Of(new InterfaceSection("kind:veth", IsEnabled: false, null, null, null));

        Assert.Equal(
            (false, "netmonitor.interfaces.\"kind:veth\".enabled is off"),
            InterfacePlan.Of(Facts("veth7"), All with { Sections = sections }, ModePolicy.Auto, hasTcx: true) is var plan ? (plan.IsChosen, plan.Reason) : default);
    }

    private static LinkFacts Facts(string name) => SampleFacts.Good.Links.Single(facts => facts.Link.Name == name);
}
