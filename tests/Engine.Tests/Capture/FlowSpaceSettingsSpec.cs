using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class FlowSpaceSettingsSpec
{
    [Theory]
    [InlineData("eth0", 262144)]
    [InlineData("eth1", 1024)]
    [InlineData("a=b", 2048)]
    [InlineData("veth7", 0)]
    [InlineData("wlan0", 4096)]
    public void Slots_should_be_those_of_the_first_pattern_that_matches(string nic, int slots) =>
        Assert.Equal(slots, Read("slots = 4096, interfaces = [\"eth0=262144\", \"eth*=1024\", \"eth0=8192\", \"a=b=2048\", \"veth*=OFF\"]").SlotsOf(Links.Nic(nic, 7)));

    [Fact]
    public void Slots_should_be_none_when_flows_are_off() => Assert.Equal(0, Read("enabled = off, interfaces = [\"eth0=1024\"]").SlotsOf(Links.Nic("eth0", 7)));

    [Theory]
    [InlineData("eth0")]
    [InlineData("eth0=")]
    [InlineData("=1024")]
    [InlineData("eth0=1000")]
    [InlineData("eth0=512")]
    [InlineData("eth0=-1024")]
    [InlineData("eth0=8388608")]
    [InlineData("eth0=on")]
    public void Interfaces_should_be_refused_when_they_name_no_slots(string text) => Assert.Equal(
        $"netmonitor.flows.interfaces: found '{text}'; takes NIC=SLOTS, as eth*=262144 or kind:veth=off, with a name, a glob (* and ?), kind:KIND or driver:DRIVER and a power of two from 1024 to 4194304, or off",
        Problem($"interfaces = [\"{text}\"]"));

    [Theory]
    [InlineData("slots = 1000", "netmonitor.flows.slots: found '1000'; takes a whole number from 1024 to 4194304")]
    [InlineData("slots = 3000", "netmonitor.flows.slots: found '3000'; takes a power of two from 1024 to 4194304")]
    [InlineData("slots = many", "netmonitor.flows.slots: found 'many'; takes a whole number from 1024 to 4194304")]
    [InlineData("ring = 3MB", "netmonitor.flows.ring: found '3MB'; takes a power of two, as 256KB or 1MB")]
    [InlineData("ring = 4096", "netmonitor.flows.ring: found '4096'; takes a size from 64KB to 256MB, as 512KB, 1MB or 1GB (of 1024 each)")]
    [InlineData("ring = 1PB", "netmonitor.flows.ring: found '1PB'; takes a size from 64KB to 256MB, as 512KB, 1MB or 1GB (of 1024 each)")]
    [InlineData("window = 2h", "netmonitor.flows.window: found '2h'; takes a duration from 0ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("window = 5", "netmonitor.flows.window: found '5'; takes a duration from 0ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("budget = -1", "netmonitor.flows.budget: found '-1'; takes a size from 0 to 1TB, as 512KB, 1MB or 1GB (of 1024 each)")]
    [InlineData("enabled = maybe", "netmonitor.flows.enabled: found 'maybe'; takes one of on, off")]
    public void Key_should_be_refused_with_its_full_path_and_what_it_takes(string keys, string problem) => Assert.Equal(problem, Problem(keys));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("4096", 4096)]
    [InlineData("512KB", 512 << 10)]
    [InlineData("1mb", 1 << 20)]
    [InlineData("3 M", 3 << 20)]
    [InlineData("2GB", 2L << 30)]
    public void Size_should_be_read_in_powers_of_1024(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var read));
        Assert.Equal(bytes, read);
        Assert.True(ByteSize.TryParse(ByteSize.Words(bytes), out var again) && again == bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("1.5MB")]
    [InlineData("-1")]
    [InlineData("1MiB")]
    [InlineData("9999999999TB")]
    public void Size_should_be_refused_when_it_is_none(string text) => Assert.False(ByteSize.TryParse(text, out _));

    private static string Problem(string keys) => Assert.Single(Assert.Throws<ConfigurationProblem>(() => Read(keys)).Problems);

    private static FlowSpaceSettings Read(string keys) => RunSettings.From(
        ConfigurationFactory.ParseString($"netmonitor.flows {{ {keys} }}").WithFallback(ReferenceConfiguration.Config)).DataPlane.Flows!;
}
