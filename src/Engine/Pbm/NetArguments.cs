using System.Collections.Immutable;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Pbm;

/// <summary>What was typed behind a command, as values.</summary>
/// <param name="Typed">Each switch as it was spelt, and its value.</param>
public sealed record NetArguments(ImmutableArray<(string Switch, string Value)> Typed)
{
    private const string IntervalKey = "netmonitor.interval";

    /// <exception cref="UnusableArgument">Neither table nor json.</exception>
    public OutputFormat Output => (Last(NetCommands.Output) ?? NetCommands.Output.Default) switch
    {
        "table" => OutputFormat.Table,
        "json" => OutputFormat.Json,
        var other => throw new UnusableArgument($"-o: found '{other}'; takes table or json"),
    };

    /// <exception cref="UnusableArgument">Neither table nor json nor csv.</exception>
    public OutputFormat Listing => (Last(NetCommands.Listing) ?? NetCommands.Listing.Default) switch
    {
        "table" => OutputFormat.Table,
        "json" => OutputFormat.Json,
        "csv" => OutputFormat.Csv,
        var other => throw new UnusableArgument($"-o: found '{other}'; takes table, json or csv"),
    };

    public FlowOptions Flows => new(
        option => Last(NetCommands.SwitchOf(option)), option => NetCommands.SwitchOf(option).Spellings[0], NetCommands.MostRows);

    /// <summary>The one NIC that an order is about, which need not exist.</summary>
    /// <exception cref="UnusableArgument">None was named.</exception>
    public string Interface => Last(NetCommands.Steered) ?? throw new UnusableArgument("-i: missing; takes a NIC's name");

    /// <exception cref="UnusableArgument">No duration, or out of bounds.</exception>
    public TimeSpan Interval
    {
        get
        {
            var text = Last(NetCommands.Interval) ?? throw new UnusableArgument($"-t: missing; takes {InterfaceSettings.AcceptedInterval}");
            try
            {
                // The words and bounds of the configuration's key.
                var layer = ConfigurationLayer.Of([new OverlayValue(IntervalKey, "-t", IsList: false, [text])]);
                return SettingsReader.Read(layer.Config, settings => InterfaceSettings.IntervalFrom(settings, IntervalKey));
            }
            catch (ConfigurationProblem problem)
            {
                throw new UnusableArgument("-t" + problem.Problems[0][IntervalKey.Length..]);
            }
        }
    }

    /// <summary>0 for off.</summary>
    /// <exception cref="UnusableArgument">No number of slots that a NIC may have.</exception>
    public int Slots
    {
        get
        {
            var text = Last(NetCommands.Slots) ?? throw new UnusableArgument($"-s: missing; takes {FlowSlots.Accepted}");
            return FlowSlots.Parse(text) ?? throw new UnusableArgument($"-s: found '{text}'; takes {FlowSlots.Accepted}");
        }
    }

    /// <summary>The host with the NICs that were asked for.</summary>
    /// <exception cref="UnusableArgument">There is none of them.</exception>
    public HostView Shown(HostView view)
    {
        var patterns = Values(NetCommands.Shown).ToList();
        if (patterns.Count == 0)
        {
            return view;
        }

        ImmutableArray<InterfaceView> shown = [.. view.Shown.Where(one => patterns.Any(pattern => NicPattern.Matches(pattern, one.State.Link)))];
        return shown.IsEmpty
            ? throw new UnusableArgument($"-i: no NIC matches {string.Join(", ", patterns)}; {Existing(view)}")
            : view with { Shown = shown };
    }

    private static string Existing(HostView view) => view.Shown.IsEmpty
        ? "there is none"
        : $"there are {string.Join(", ", view.Shown.Select(one => one.State.Link.Name))}";

    private string? Last(NetSwitch one) => Values(one).LastOrDefault();

    private IEnumerable<string> Values(NetSwitch one) => Typed.Where(typed => one.Spellings.Contains(typed.Switch)).Select(typed => typed.Value);
}
