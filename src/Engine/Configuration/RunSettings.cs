using Akka.Configuration;
using Microsoft.Extensions.Logging;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Costs;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Pbm;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine.Configuration;

/// <summary>Everything that <c>netmonitor run</c> can be told.</summary>
public sealed record RunSettings(
    InterfaceSettings Interfaces,
    FlowSettings Flows,
    CostSettings Costs,
    InterfaceSelection Selection,
    DataPlaneSettings DataPlane,
    HttpSettings Http,
    PbmSettings Pbm,
    LogLevel LogLevel)
{
    /// <exception cref="ConfigurationProblem">Names every key that is missing or wrong.</exception>
    public static RunSettings From(Config config) => SettingsReader.Read(config, From);

    public static RunSettings From(SettingsReader settings) => new(
        InterfaceSettings.From(settings) with { NamedInterval = IntervalsFrom(InterfaceSections.From(settings)) },
        FlowSettings.From(settings),
        CostSettings.From(settings),
        InterfaceSelection.From(settings),
        DataPlaneSettings.From(settings) with { Selection = InterfaceSelection.From(settings) },
        HttpSettings.From(settings),
        PbmSettings.From(settings),
        settings.OneOf(
            "netmonitor.log.level",
            ("error", LogLevel.Error),
            ("warning", LogLevel.Warning),
            ("info", LogLevel.Information),
            ("debug", LogLevel.Debug)));

    private static Func<LinkDescription, TimeSpan?> IntervalsFrom(InterfaceSections sections) => link => sections.Find(link, section => section.Interval);
}
