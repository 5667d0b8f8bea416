using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class AttachLadderSpec
{
    private const string Hardware = "the driver mlx5_core runs XDP without giving up offloads|native XDP was refused";

    [Theory]
    [InlineData("", "mlx5_core", true, "Native Tcx Tc Generic Kernel", Hardware)]
    [InlineData("", "virtio_net", true, "Tcx Tc Generic Kernel", "XDP may cost virtio_net its offloads")]
    [InlineData("", "", true, "Tcx Tc Generic Kernel", "nothing is known of its driver")]
    [InlineData("veth", "veth", true, "Tcx Tc Generic Kernel", "XDP would cost a veth device its offloads")]
    [InlineData("tun", "tun", true, "Tcx Tc Generic Kernel", "XDP would cost a tun device its offloads")]
    [InlineData("tun", "tun", false, "Tcx Tc Kernel", "no Ethernet header for XDP to start at")]
    [InlineData("bridge", "bridge", true, "Tcx Tc Generic Kernel", "a bridge device has no native XDP")]
    [InlineData("macvlan", "macvlan", true, "Tcx Tc Generic Kernel", "a macvlan device has no native XDP")]
    [InlineData("vlan", "mlx5_core", true, "Tcx Tc Generic Kernel", "a vlan device has no native XDP")]
    public void Auto_should_disturb_least_first_and_end_with_the_kernels_counters(string kind, string driver, bool hasEthernet, string modes, string reasons)
    {
        var ladder = AttachLadder.For(Links.Nic("nic", 2) with { Kind = kind, Driver = driver, HasEthernet = hasEthernet }, ModePolicy.Auto);

        Assert.Equal(modes, string.Join(' ', ladder.Select(rung => rung.Mode)));
        Assert.Equal(reasons, string.Join('|', ladder.Where(rung => rung.Mode is AttachMode.Native or AttachMode.Tcx).Select(rung => rung.Reason)));
    }

    [Fact]
    public void Auto_should_never_try_xdp_on_the_loopback_device() => Assert.Equal(
        [(AttachMode.Tcx, "never XDP on the loopback device"), (AttachMode.Tc, "never XDP on the loopback device"), (AttachMode.Kernel, KernelReason)],
        AttachLadder.For(Links.Lo, ModePolicy.Auto).Select(rung => (rung.Mode, rung.Reason)));

    [Theory]
    [InlineData(ModePolicy.Native, AttachMode.Native)]
    [InlineData(ModePolicy.Tcx, AttachMode.Tcx)]
    [InlineData(ModePolicy.Tc, AttachMode.Tc)]
    [InlineData(ModePolicy.Generic, AttachMode.Generic)]
    [InlineData(ModePolicy.Kernel, AttachMode.Kernel)]
    public void Mode_that_is_asked_for_should_be_the_only_one(ModePolicy policy, AttachMode mode) =>
        Assert.Equal(new Rung(mode, "asked for"), Assert.Single(AttachLadder.For(Links.Nic("eth0", 2), policy)));

    private const string KernelReason = "only the kernel's own counters are left: packets and bytes, nothing else";
}
