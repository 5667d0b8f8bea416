using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class InterfaceSelectionSpec
{
    private static readonly ImmutableArray<LinkDescription> Host =
        [Links.Lo, Links.Nic("eth0", 2), Links.Nic("veth0", 3), Links.Nic("veth1", 4)];

    [Fact]
    public void InterfaceSelection_should_take_all_but_the_loopback_device_by_default() =>
        Assert.Equal(["eth0", "veth0", "veth1"], Chosen(["*"]));

    [Fact]
    public void InterfaceSelection_should_take_the_loopback_device_when_it_is_named() => Assert.Equal(["lo"], Chosen(["lo"]));

    [Theory]
    [InlineData("l*")]
    [InlineData("l?")]
    public void InterfaceSelection_should_not_take_the_loopback_device_by_a_glob(string pattern) =>
        Assert.Contains($"no NIC matches '{pattern}'", Refusal([pattern]), StringComparison.Ordinal);

    [Fact]
    public void InterfaceSelection_should_take_each_nic_once_in_the_kernels_order() =>
        Assert.Equal(["eth0", "veth1"], Chosen(["veth1", "e*", "eth0"]));

    [Fact]
    public void InterfaceSelection_should_let_exclusion_win() => Assert.Equal(["eth0", "veth1"], Chosen(["*"], "veth0"));

    [Fact]
    public void InterfaceSelection_should_not_mind_an_exclusion_that_matches_nothing() =>
        Assert.Equal(["eth0"], Chosen(["eth0"], "docker*"));

    [Fact]
    public void InterfaceSelection_should_say_what_exists_when_a_name_matches_nothing() => Assert.Equal(
        "--interface (netmonitor.interfaces.include): no NIC matches 'eth9'; there are lo, eth0, veth0, veth1",
        Refusal(["eth0", "eth9"]));

    [Fact]
    public void InterfaceSelection_should_say_so_when_everything_is_excluded() =>
        Assert.Contains("e*, v* leaves no NIC to count", Refusal(["*"], "e*", "v*"), StringComparison.Ordinal);

    [Fact]
    public void InterfaceSelection_should_say_so_when_there_is_only_the_loopback_device()
    {
        var refusal = Assert.Throws<StartFailure>(() => Selection(["*"], []).ChooseFirst([Links.Lo]));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Equal("no NIC to count: there are lo; the loopback device is counted when --interface names it", refusal.Message);
    }

    [Fact]
    public void InterfaceSelection_should_accept_that_nics_go_later() =>
        Assert.Empty(Selection(["eth0"], []).Choose([Links.Lo]));

    private static IEnumerable<string> Chosen(ImmutableArray<string> include, params ImmutableArray<string> exclude) =>
        Selection(include, exclude).ChooseFirst(Host).Select(link => link.Name);

    private static string Refusal(ImmutableArray<string> include, params ImmutableArray<string> exclude)
    {
        var failure = Assert.Throws<StartFailure>(() => Selection(include, exclude).ChooseFirst(Host));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        return failure.Message;
    }

    private static InterfaceSelection Selection(ImmutableArray<string> include, ImmutableArray<string> exclude) =>
        new(include, exclude, TimeSpan.FromSeconds(5));
}
