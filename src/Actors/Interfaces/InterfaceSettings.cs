using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <param name="Interval">How often each NIC is read (<c>netmonitor.interval</c>).</param>
public sealed record InterfaceSettings(TimeSpan Interval, RestartSettings Restart)
{
    /// <summary>Another interval for some NICs; null for the others.</summary>
    public Func<LinkDescription, TimeSpan?> NamedInterval { get; init; } = static _ => null;

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);

    /// <summary>How often one NIC is read.</summary>
    public TimeSpan IntervalOf(LinkDescription link) => NamedInterval(link) ?? Interval;

    /// <summary>Which intervals a NIC may have, in words.</summary>
    public static string AcceptedInterval { get; } = SettingsReader.DurationBetween(ShortestInterval, LongestInterval);

    public static bool Takes(TimeSpan interval) => interval >= ShortestInterval && interval <= LongestInterval;

    /// <summary>The interval that stands at <paramref name="path"/>.</summary>
    public static TimeSpan IntervalFrom(SettingsReader settings, string path) =>
        settings.Duration(path, ShortestInterval, LongestInterval);

    /// <exception cref="ConfigurationProblem">A key is missing or takes no such value.</exception>
    public static InterfaceSettings From(Config config) => SettingsReader.Read(config, From);

    public static InterfaceSettings From(SettingsReader settings) => new(
        IntervalFrom(settings, "netmonitor.interval"),
        RestartSettings.From(settings));
}
