using System.Net;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Flows;
using NetMonitor.Core.Costs;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;

namespace NetMonitor.Engine.Tests.Configuration;

public sealed class ReferenceConfigurationSpec
{
    /// <summary>Another value that each key takes. A new key without one fails <see cref="Every_key_should_bite"/>.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["netmonitor.interval"] = "250ms",
        ["netmonitor.mode"] = "tc",
        ["netmonitor.interfaces.include"] = "[\"eth*\", \"lo\"]",
        ["netmonitor.interfaces.exclude"] = "[\"eth9\"]",
        ["netmonitor.interfaces.modes"] = "[\"eth9=native\"]",
        ["netmonitor.interfaces.refresh"] = "7s",
        ["netmonitor.flows.enabled"] = "off",
        ["netmonitor.flows.slots"] = "1024",
        ["netmonitor.flows.ring"] = "2MB",
        ["netmonitor.flows.window"] = "10s",
        ["netmonitor.flows.budget"] = "1GB",
        ["netmonitor.flows.interfaces"] = "[\"eth9=off\"]",
        ["netmonitor.simulation.enabled"] = "on",
        ["netmonitor.simulation.seed"] = "2",
        ["netmonitor.simulation.nics"] = "5",
        ["netmonitor.restart.min-backoff"] = "300ms",
        ["netmonitor.restart.max-backoff"] = "31s",
        ["netmonitor.restart.jitter"] = "0.3",
        ["netmonitor.restart.down-after"] = "6",
        ["netmonitor.restart.reset-after"] = "31s",
        ["netmonitor.flows.retention"] = "61s",
        ["netmonitor.flows.capacity"] = "131073",
        ["netmonitor.flows.active-timeout"] = "61s",
        ["netmonitor.flows.idle-timeout"] = "16s",
        ["netmonitor.flows.top"] = "1",
        ["netmonitor.cost.sample"] = "0s",
        ["netmonitor.cost.every"] = "2m",
        ["netmonitor.budget.cpu"] = "5%",
        ["netmonitor.budget.memory"] = "200MB",
        ["netmonitor.budget.window"] = "31s",
        ["netmonitor.budget.cool-down"] = "61s",
        ["netmonitor.budget.restore-below"] = "0.5",
        ["netmonitor.budget.restore-after"] = "6m",
        ["netmonitor.http.listen"] = "\"[::1]:9461\"",
        ["netmonitor.pbm.listen"] = "off",
        ["netmonitor.bpf.filesystem"] = "\"/run/bpf\"",
        ["netmonitor.bpf.pins"] = "off",
        ["netmonitor.bpf.detach-on-exit"] = "on",
        ["netmonitor.bpf.program"] = "\"other.o\"",
        ["netmonitor.log.level"] = "debug",
    };

    public static TheoryData<string> Keys => [.. ReferenceConfiguration.Keys.Select(key => key.Path)];

    [Fact]
    public void Defaults_should_be()
    {
        var settings = RunSettings.From(ReferenceConfiguration.Config);

        Assert.Equal(TimeSpan.FromSeconds(5), settings.Interfaces.Interval);
        Assert.Equal(TimeSpan.FromMilliseconds(200), settings.Interfaces.Restart.Backoff.Min);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Interfaces.Restart.Backoff.Max);
        Assert.Equal(0.2, settings.Interfaces.Restart.Backoff.Jitter);
        Assert.Equal(5, settings.Interfaces.Restart.DownAfter);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Interfaces.Restart.ResetAfter);
        Assert.Equal(
            new FlowSettings(131072, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15), Top: 0), settings.Flows);
        Assert.Equal((TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)), (settings.Costs.Sample, settings.Costs.Every));
        Assert.Equal(new BudgetLimits(null, null, TimeSpan.FromMinutes(1), 0.7, TimeSpan.FromMinutes(5)), settings.Costs.Limits);
        Assert.Equal(["*"], settings.Selection.Include.AsEnumerable());
        Assert.Empty(settings.Selection.Exclude);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Selection.Refresh);
        Assert.Equal(
            new DataPlaneSettings(ModePolicy.Auto, null, "/sys/fs/bpf")
            {
                Pins = true,
                Simulation = new SimulationSettings(IsEnabled: false, Seed: 1, Nics: 4),
                Flows = new FlowSpaceSettings(IsEnabled: true, Slots: 65536, RingBytes: 1 << 20, Window: TimeSpan.Zero, BudgetBytes: 256 << 20),
            },
            settings.DataPlane with { Selection = null });
        Assert.Equal(["*"], settings.DataPlane.Selection!.Include.AsEnumerable());
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:9460"), settings.Http.Listen);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:9110"), settings.Pbm.Listen);
        Assert.Equal(LogLevel.Information, settings.LogLevel);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_should_bite(string path)
    {
        var changed = ConfigurationFactory.ParseString($"{path} = {Others[path]}").WithFallback(ReferenceConfiguration.Config);

        Assert.NotEqual(Shown(RunSettings.From(ReferenceConfiguration.Config)), Shown(RunSettings.From(changed)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_should_be_missed_by_its_full_path(string path)
    {
        var line = ReferenceConfiguration.Keys.Single(key => key.Path == path).Line;
        var without = string.Join('\n', ReferenceConfiguration.Text.Split('\n').Where((_, index) => index != line - 1));

        var problem = Assert.Throws<ConfigurationProblem>(() => RunSettings.From(ConfigurationFactory.ParseString(without)));

        Assert.StartsWith($"{path}: missing; takes ", problem.Problems[0], StringComparison.Ordinal);
    }

    /// <summary>What is no section must be known as that.</summary>
    [Fact]
    public void Keys_beside_the_sections_should_not_be_taken_for_sections()
    {
        Assert.Empty(RunSettings.From(ReferenceConfiguration.Config).Selection.Sections.All);
        Assert.All(ReferenceConfiguration.Keys, key => Assert.Null(InterfaceSections.Split(key.Path)));
    }

    [Fact]
    public void Every_key_should_have_a_variable_of_its_own() => Assert.Equal(
        ReferenceConfiguration.Keys.Length,
        ReferenceConfiguration.Keys.Select(key => EnvironmentOverlay.VariableFor(key.Path)).Distinct().Count());

    /// <summary>All values, lists included; a record's own text and equality leave out what is in a list.</summary>
    private static string Shown(RunSettings settings) => string.Join(
        '\n',
        settings.Interfaces,
        settings.Flows,
        settings.Costs,
        string.Join(',', settings.Selection.Include),
        string.Join(',', settings.Selection.Exclude),
        settings.Selection.Refresh,
        settings.DataPlane,
        string.Join(',', settings.DataPlane.NamedModes),
        string.Join(',', settings.DataPlane.Flows!.NamedSlots),
        settings.Http,
        settings.Pbm,
        settings.LogLevel);
}
