using Akka.Configuration;
using NetMonitor.Actors.Configuration;

namespace NetMonitor.Actors.Interfaces;

/// <param name="Interval">How often each NIC is read (<c>netmonitor.interval</c>).</param>
public sealed record InterfaceSettings(TimeSpan Interval, RestartSettings Restart)
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);

    /// <exception cref="ConfigurationProblem">A key is missing or takes no such value.</exception>
    public static InterfaceSettings From(Config config) => SettingsReader.Read(config, From);

    public static InterfaceSettings From(SettingsReader settings) => new(
        settings.Duration("netmonitor.interval", ShortestInterval, LongestInterval),
        RestartSettings.From(settings));
}
