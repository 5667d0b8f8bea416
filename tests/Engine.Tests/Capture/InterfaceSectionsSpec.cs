using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class InterfaceSectionsSpec
{
    private const string File = """
        netmonitor {
          mode = tc
          interfaces {
            exclude = [eth9]
            "*" { interval = 7s }
            "eth*" { mode = native, interval = 1s, flows { slots = 262144 } }
            eth0.mode = kernel
            "eth0.100" { enabled = off }
            "kind:veth" { enabled = off, mode = auto, flows.slots = off }
            veth7 { enabled = on }
            "driver:virtio_net" { interval = 2s, mode = generic }
            wlan0 {}
          }
        }
        """;

    [Theory]
    [InlineData("eth0", "", "e1000e", ModePolicy.Kernel, 1, 262144, true)]
    [InlineData("eth1", "", "e1000e", ModePolicy.Native, 1, 262144, true)]
    [InlineData("eth9", "", "e1000e", ModePolicy.Native, 1, 262144, false)]
    [InlineData("eth0.100", "vlan", "802.1Q VLAN Support", ModePolicy.Native, 1, 262144, false)]
    [InlineData("veth6", "veth", "veth", ModePolicy.Auto, 7, 0, false)]
    [InlineData("veth7", "veth", "veth", ModePolicy.Auto, 7, 0, true)]
    [InlineData("ens3", "", "virtio_net", ModePolicy.Generic, 7, 65536, true)]
    [InlineData("wlan0", "", "iwlwifi", ModePolicy.Tc, 7, 65536, true)]
    public void Setting_should_be_that_of_the_most_precise_section_that_has_it(
        string name, string kind, string driver, ModePolicy mode, int seconds, int slots, bool isCounted)
    {
        var settings = Read(File);
        var nic = Links.Nic(name, 3) with { Kind = kind, Driver = driver };

        Assert.Equal(
            (mode, TimeSpan.FromSeconds(seconds), slots, isCounted),
            (settings.DataPlane.ModeOf(nic),
                settings.Interfaces.IntervalOf(nic),
                settings.DataPlane.Flows!.SlotsOf(nic),
                !settings.Selection.Choose([nic]).IsEmpty));
    }

    [Fact]
    public void Lists_should_decide_before_sections_as_a_variable_may_set_them()
    {
        var settings = Read(
            File, ("NETMONITOR_INTERFACES_MODES", "eth0=tcx"), ("NETMONITOR_FLOWS_INTERFACES", "eth0=1024"));
        var nic = Links.Nic("eth0", 2);

        Assert.Equal((ModePolicy.Tcx, 1024), (settings.DataPlane.ModeOf(nic), settings.DataPlane.Flows!.SlotsOf(nic)));
    }

    [Fact]
    public void Sections_should_not_mean_the_loopback_device_but_by_its_name()
    {
        var settings = Read("netmonitor { interval = 3s, interfaces { include = [lo], \"*\" { interval = 1s }\n lo { mode = kernel } } }");

        Assert.Equal((TimeSpan.FromSeconds(3), ModePolicy.Kernel), (settings.Interfaces.IntervalOf(Links.Lo), settings.DataPlane.ModeOf(Links.Lo)));
    }

    [Fact]
    public void Start_should_say_which_sections_left_no_nic()
    {
        var selection = Read("netmonitor.interfaces { exclude = [eth1], \"eth*\".enabled = off }").Selection;

        Assert.Equal(
            "--exclude (netmonitor.interfaces.exclude): eth1; netmonitor.interfaces: enabled = off of eth* leaves no NIC to count; there are eth0, eth1",
            Assert.Throws<StartFailure>(() => selection.ChooseFirst([Links.Nic("eth0", 2), Links.Nic("eth1", 3)])).Message);
    }

    private static RunSettings Read(string file, params (string Name, string Value)[] environment) => new EffectiveConfiguration(
        UserFile.Parse("x.conf", file),
        EnvironmentOverlay.Read(environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)))).Read(RunSettings.From);
}
