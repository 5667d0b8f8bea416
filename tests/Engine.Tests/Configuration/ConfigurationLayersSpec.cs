using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;

namespace NetMonitor.Engine.Tests.Configuration;

public sealed class ConfigurationLayersSpec
{
    [Fact]
    public void Layers_should_overlay_file_by_environment_by_flags()
    {
        var settings = Read(
            "netmonitor { interval = 1s, mode = tc\n restart { jitter = 0.5, down-after = 2 } }",
            [("NETMONITOR_INTERVAL", "2s"), ("NETMONITOR_RESTART_DOWN_AFTER", "3")],
            new OverlayValue("netmonitor.interval", "--interval", false, ["3s"]));

        Assert.Equal(TimeSpan.FromSeconds(3), settings.Interfaces.Interval);
        Assert.Equal(ModePolicy.Tc, settings.DataPlane.Mode);
        Assert.Equal(0.5, settings.Interfaces.Restart.Backoff.Jitter);
        Assert.Equal(3, settings.Interfaces.Restart.DownAfter);
        Assert.Equal("/sys/fs/bpf", settings.DataPlane.BpfFilesystem);
    }

    [Fact]
    public void Layers_should_replace_lists_whole() => Assert.Equal(
        ["a\\b\"c ${x}", "eth*"],
        Read(
            "netmonitor.interfaces.include = [one, two]",
            [],
            new OverlayValue("netmonitor.interfaces.include", "--interface", true, ["a\\b\"c ${x}", "eth*"])).Selection.Include.AsEnumerable());

    [Theory]
    [InlineData("NETMONITOR_INTERFACES_INCLUDE", "eth*, veth0,", "eth*|veth0")]
    [InlineData("NETMONITOR_INTERFACES_INCLUDE", "lo", "lo")]
    public void Environment_should_give_lists_separated_by_commas(string name, string value, string items) =>
        Assert.Equal(items.Split('|'), Read("", [(name, value)]).Selection.Include);

    [Fact]
    public void Environment_should_be_able_to_empty_a_list() => Assert.Empty(
        Read("netmonitor.interfaces.exclude = [eth0]", [("NETMONITOR_INTERFACES_EXCLUDE", "")]).Selection.Exclude);

    [Fact]
    public void Environment_should_leave_the_variables_of_others_alone() =>
        Assert.Equal(TimeSpan.FromSeconds(5), Read("", [("HOME", "/"), ("NETMON_INTERVAL", "1s")]).Interfaces.Interval);

    [Fact]
    public void Environment_should_refuse_a_variable_that_names_no_key()
    {
        var failure = Fails("", [("NETMONITOR_INTERVALL", "1s")]);

        Assert.StartsWith("NETMONITOR_INTERVALL: no such setting; the variables are NETMONITOR_INTERVAL, ", failure, StringComparison.Ordinal);
        Assert.EndsWith(", NETMONITOR_LOG_LEVEL", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("netmonitor { intervall = 1s }", "x.conf:1: unknown key netmonitor.intervall; did you mean netmonitor.interval?")]
    [InlineData("\nnetmonitor.filesystem = 1", "x.conf:2: unknown key netmonitor.filesystem; did you mean netmonitor.bpf.filesystem?")]
    [InlineData("netmonitor.colour = red", "x.conf:1: unknown key netmonitor.colour; docs/configuration.md lists all keys")]
    [InlineData("netmonitor.http = 1", "x.conf:1: unknown key netmonitor.http; docs/configuration.md lists all keys")]
    [InlineData("netmonitor.interfaces.\"eth*\".modes = tc", "x.conf:1: unknown key netmonitor.interfaces.\"eth*\".modes; did you mean mode?")]
    [InlineData("netmonitor.interfaces {\n eth0 { colour = red } }", "x.conf:2: unknown key netmonitor.interfaces.eth0.colour; a section has enabled, mode, interval, flows.slots")]
    [InlineData("netmonitor.interfaces.eth0.flows { slot = off }", "x.conf:1: unknown key netmonitor.interfaces.eth0.flows.slot; did you mean flows.slots?")]
    [InlineData("netmonitor.interfaces.exclud = [eth0]", "x.conf:1: unknown key netmonitor.interfaces.exclud; did you mean netmonitor.interfaces.exclude?")]
    [InlineData("netmonitor.interfaces.eth0 {\n mode = fast }", "x.conf:2: netmonitor.interfaces.eth0.mode: found 'fast'; takes one of auto, native, tcx, tc, generic, kernel")]
    [InlineData("netmonitor.interfaces.\"kind:veth\".interval = 5", "x.conf:1: netmonitor.interfaces.\"kind:veth\".interval: found '5'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("netmonitor.interfaces.\"bus:pci\".enabled = off", "netmonitor.interfaces: found 'bus:pci'; takes as a section a name, a glob (* and ?), kind:KIND or driver:DRIVER")]
    [InlineData("interval = 1s", "x.conf:1: unknown key interval: settings stand in netmonitor { } or akka { }")]
    [InlineData("netmonitor {\n interval = 1s", "x.conf:1:12: this brace is never closed")]
    [InlineData("netmonitor.mode = ${auto}", "x.conf: Unresolved substitution: auto")]
    [InlineData("netmonitor {\n\n interval = 1m2 }", "x.conf:3: netmonitor.interval: found '1m2'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("netmonitor.interval = 50ms", "x.conf:1: netmonitor.interval: found '50ms'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m")]
    public void File_should_be_refused_with_its_name_and_place(string text, string message) => Assert.Equal(message, Fails(text, []));

    [Fact]
    public void File_should_be_allowed_to_set_the_actors_own_keys() =>
        _ = Read("akka { loglevel = DEBUG\n actor.deployment { \"/a b/c\" { dispatcher = x } } }", []);

    [Fact]
    public void Problems_should_be_told_under_the_name_of_the_strongest_layer()
    {
        Assert.Equal(
            "NETMONITOR_MODE: found 'xdp'; takes one of auto, native, tcx, tc, generic, kernel",
            Fails("netmonitor.mode = fancy", [("NETMONITOR_MODE", "xdp")]));
        Assert.Equal(
            "--mode: found 'fast'; takes one of auto, native, tcx, tc, generic, kernel",
            Fails("netmonitor.mode = fancy", [("NETMONITOR_MODE", "xdp")], new OverlayValue("netmonitor.mode", "--mode", false, ["fast"])));
    }

    [Fact]
    public void Problems_should_be_told_all_at_once() => Assert.Equal(
        "NETMONITOR_INTERVAL: found '0'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m\n"
            + "NETMONITOR_MODE: found ''; takes one of auto, native, tcx, tc, generic, kernel",
        Fails("", [("NETMONITOR_MODE", ""), ("NETMONITOR_INTERVAL", "0")]));

    private static RunSettings Read(string file, (string Name, string Value)[] environment, params OverlayValue[] flags) =>
        new EffectiveConfiguration(
            UserFile.Parse("x.conf", file),
            EnvironmentOverlay.Read(environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))),
            ConfigurationLayer.Of(flags)).Read(RunSettings.From);

    private static string Fails(string file, (string Name, string Value)[] environment, params OverlayValue[] flags)
    {
        var failure = Assert.Throws<StartFailure>(() => Read(file, environment, flags));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        return failure.Message;
    }
}
