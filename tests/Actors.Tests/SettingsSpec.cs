using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

public sealed class SettingsSpec
{
    public static TheoryData<string, string> OtherValues => new()
    {
        { "netmonitor.interval", "7s" },
        { "netmonitor.restart.min-backoff", "7ms" },
        { "netmonitor.restart.max-backoff", "7m" },
        { "netmonitor.restart.jitter", "0.7" },
        { "netmonitor.restart.down-after", "7" },
        { "netmonitor.restart.reset-after", "7h" },
    };

    public static TheoryData<string, string, string> WrongValues => new()
    {
        { "netmonitor.interval", "99ms", "netmonitor.interval: found '99ms'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m" },
        { "netmonitor.interval", "5", "netmonitor.interval: found '5'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m" },
        { "netmonitor.interval", "soon", "netmonitor.interval: found 'soon'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m" },
        { "netmonitor.interval", "-5s", "netmonitor.interval: found '-5s'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m" },
        { "netmonitor.interval", "infinite", "netmonitor.interval: found 'infinite'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m" },
        { "netmonitor.interval", "\"\"", "netmonitor.interval: found ''; takes a duration from 100ms to 1h, as 500ms, 5s or 1m" },
        { "netmonitor.restart.jitter", "1.1", "netmonitor.restart.jitter: found '1.1'; takes a number from 0 to 1" },
        { "netmonitor.restart.jitter", "-0.1", "netmonitor.restart.jitter: found '-0.1'; takes a number from 0 to 1" },
        { "netmonitor.restart.down-after", "0", "netmonitor.restart.down-after: found '0'; takes a whole number from 1" },
        { "netmonitor.restart.down-after", "1.5", "netmonitor.restart.down-after: found '1.5'; takes a whole number from 1" },
        { "netmonitor.restart.down-after", "99999999999", "netmonitor.restart.down-after: found '99999999999'; takes a whole number from 1" },
        {
            "netmonitor.restart.max-backoff", "100ms",
            "netmonitor.restart.max-backoff: found '100ms'; takes a duration not below netmonitor.restart.min-backoff"
        },
    };

    [Fact]
    public void Reference_should_hold_the_defaults() => Assert.Equal(
        new InterfaceSettings(
            TimeSpan.FromSeconds(5),
            new RestartSettings(
                new Backoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), 0.2), 5, TimeSpan.FromSeconds(30))),
        InterfaceSettings.From(Reference.Config));

    [Theory]
    [MemberData(nameof(OtherValues))]
    public void Every_key_should_bite(string path, string value) => Assert.NotEqual(
        InterfaceSettings.From(Reference.Config),
        InterfaceSettings.From(With(path, value)));

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void Wrong_value_should_be_named_with_its_path_and_what_is_accepted(string path, string value, string problem) =>
        Assert.Equal([problem], Problems(With(path, value), InterfaceSettings.From));

    [Theory]
    [InlineData("retention", "14s", "a duration not below netmonitor.flows.idle-timeout")]
    [InlineData("retention", "25h", "a duration from 1s to 1d, as 500ms, 5s or 1m")]
    [InlineData("idle-timeout", "999ms", "a duration from 1s to 1d, as 500ms, 5s or 1m")]
    [InlineData("active-timeout", "0s", "a duration from 1s to 1d, as 500ms, 5s or 1m")]
    [InlineData("capacity", "1023", "a whole number from 1024 to 16777216")]
    [InlineData("top", "101", "a whole number from 0 to 100")]
    public void Wrong_value_of_flows_should_be_named_with_its_path_and_what_is_accepted(string key, string value, string accepted) => Assert.Equal(
        [$"netmonitor.flows.{key}: found '{value}'; takes {accepted}"], Problems(With($"netmonitor.flows.{key}", value), FlowSettings.From));

    [Fact]
    public void Flow_settings_should_make_the_settings_of_a_ledger()
    {
        var settings = FlowSettings.From(With("netmonitor.flows.idle-timeout", "60s"));

        Assert.Equal(
            new FlowLedgerSettings(131072, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60)), settings.Ledger);
    }

    [Fact]
    public void Missing_keys_should_be_named_all_at_once()
    {
        var problems = Problems(ConfigurationFactory.ParseString("netmonitor { restart { jitter = 2 } }"), InterfaceSettings.From);

        Assert.Equal(
            [
                "netmonitor.interval: missing; takes a duration from 100ms to 1h, as 500ms, 5s or 1m",
                "netmonitor.restart.min-backoff: missing; takes a duration from 1ms to 1d, as 500ms, 5s or 1m",
                "netmonitor.restart.max-backoff: missing; takes a duration from 1ms to 1d, as 500ms, 5s or 1m",
                "netmonitor.restart.jitter: found '2'; takes a number from 0 to 1",
                "netmonitor.restart.down-after: missing; takes a whole number from 1",
                "netmonitor.restart.reset-after: missing; takes a duration from 0ms to 1d, as 500ms, 5s or 1m",
            ],
            problems);
    }

    [Theory]
    [InlineData("{ a = 1 }")]
    [InlineData("[5s]")]
    public void Value_of_another_shape_should_be_refused(string value) =>
        Assert.StartsWith(
            "netmonitor.interval: found '(a list or an object)'; takes",
            Assert.Single(Problems(With("netmonitor.interval", value), InterfaceSettings.From)));

    [Theory]
    [InlineData("tcx", 2)]
    [InlineData("AUTO", 1)]
    public void Word_should_stand_for_its_value(string word, int value) =>
        Assert.Equal(value, SettingsReader.Read(With("netmonitor.mode", word), Mode));

    [Fact]
    public void Word_should_be_refused_when_it_is_none_of_the_choices() => Assert.Equal(
        ["netmonitor.mode: found 'tc'; takes one of auto, tcx"],
        Problems(With("netmonitor.mode", "tc"), config => SettingsReader.Read(config, Mode)));

    [Fact]
    public void Lists_and_texts_should_be_read_as_they_are()
    {
        var config = With("netmonitor.interfaces.include", "[\"eth*\", ens1]");

        Assert.Equal<string>(["eth*", "ens1"], SettingsReader.Read(config, reader => reader.Texts("netmonitor.interfaces.include")).ToArray());
        Assert.Empty(SettingsReader.Read(config, reader => reader.Texts("netmonitor.interfaces.exclude")));
        Assert.Equal("", SettingsReader.Read(config, reader => reader.Text("netmonitor.bpf.program")));
        Assert.Equal("127.0.0.1:9460", SettingsReader.Read(config, reader => reader.Text("netmonitor.http.listen")));
    }

    [Fact]
    public void Lists_should_be_refused_when_missing_or_no_list()
    {
        var config = With("netmonitor.interfaces.include", "eth0");

        Assert.Equal(
            [
                "netmonitor.interfaces.include: found 'eth0'; takes a list of texts, as [\"eth*\", \"ens1\"]",
                "netmonitor.interfaces.other: missing; takes a list of texts, as [\"eth*\", \"ens1\"]",
            ],
            Problems(config, c => SettingsReader.Read(
                c,
                reader => (reader.Texts("netmonitor.interfaces.include"), reader.Texts("netmonitor.interfaces.other")))));
    }

    private static int Mode(SettingsReader reader) => reader.OneOf("netmonitor.mode", ("auto", 1), ("tcx", 2));

    private static Config With(string path, string value) =>
        ConfigurationFactory.ParseString($"{path} = {value}").WithFallback(Reference.Config);

    private static IEnumerable<string> Problems<T>(Config config, Func<Config, T> settings) =>
        Assert.Throws<ConfigurationProblem>(() => settings(config)).Problems;
}
