using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class NicPatternSpec
{
    private static readonly LinkDescription Nic = Links.Nic("ens3", 2) with { Kind = "", Driver = "virtio_net" };
    private static readonly LinkDescription Bridge = Links.Nic("docker0", 3) with { Kind = "bridge", Driver = "bridge" };

    [Theory]
    [InlineData("ens3", true, false)]
    [InlineData("ens*", true, false)]
    [InlineData("*", true, true)]
    [InlineData("kind:bridge", false, true)]
    [InlineData("kind:b*", false, true)]
    [InlineData("kind:veth", false, false)]
    [InlineData("driver:virtio_net", true, false)]
    [InlineData("driver:*", true, true)]
    [InlineData("bridge", false, false)]
    [InlineData("virtio_net", false, false)]
    public void Pattern_should_mean_nics_by_name_kind_or_driver(string pattern, bool nic, bool bridge) =>
        Assert.Equal((nic, bridge), (NicPattern.Means(pattern, Nic), NicPattern.Means(pattern, Bridge)));

    [Theory]
    [InlineData("lo", true)]
    [InlineData("l*", false)]
    [InlineData("*", false)]
    [InlineData("kind:*", false)]
    [InlineData("driver:*", false)]
    public void Pattern_should_mean_the_loopback_device_only_by_its_name(string pattern, bool means) => Assert.Equal(means, NicPattern.Means(pattern, Links.Lo));

    [Theory]
    [InlineData("eth0", true)]
    [InlineData("a=b", true)]
    [InlineData("kind:veth", true)]
    [InlineData("driver:ixgbe*", true)]
    [InlineData("", false)]
    [InlineData("kind:", false)]
    [InlineData("bus:pci", false)]
    [InlineData(":veth", false)]
    public void Pattern_should_be_none_when_it_can_mean_no_nic(string pattern, bool isOne) => Assert.Equal(isOne, NicPattern.IsOne(pattern));

    [Fact]
    public void Patterns_should_be_ordered_by_how_much_they_say() => Assert.Equal(
        ["eth0", "eth*", "e*", "*", "driver:virtio_net", "kind:veth"],
        new[] { "kind:veth", "*", "e*", "driver:virtio_net", "eth0", "eth*" }.OrderByDescending(NicPattern.Precision));
}
