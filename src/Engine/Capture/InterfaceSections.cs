using System.Collections.Immutable;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <summary>Sections for some NICs, as <c>netmonitor.interfaces."eth*" { mode = native }</c>. Each setting is that of the most precise section that
/// means the NIC and has it: HOCON's objects have no order, so none is promised.</summary>
public sealed class InterfaceSections
{
    public const string Root = "netmonitor.interfaces";

    public const string Enabled = "enabled";
    public const string Mode = "mode";
    public const string Interval = "interval";
    public const string Slots = "flows.slots";

    /// <summary>What stands beside the sections, and is none.</summary>
    private static readonly ImmutableArray<string> Beside = ["include", "exclude", "modes", "refresh"];

    private InterfaceSections(ImmutableArray<InterfaceSection> all) => All = all;

    public static InterfaceSections None { get; } = new([]);

    /// <summary>Every key that a section may have.</summary>
    public static ImmutableArray<string> Keys { get; } = [Enabled, Mode, Interval, Slots];

    /// <summary>The most precise first.</summary>
    public ImmutableArray<InterfaceSection> All { get; }

    public static InterfaceSections Of(params IEnumerable<InterfaceSection> sections)
    {
        ImmutableArray<InterfaceSection> all =
        [
            .. sections.OrderByDescending(section => NicPattern.Precision(section.Pattern)).ThenBy(section => section.Pattern, StringComparer.Ordinal),
        ];
        return all.IsEmpty ? None : new InterfaceSections(all);
    }

    public static InterfaceSections From(SettingsReader settings) =>
        Of(settings.Names(Root).Except(Beside).Select(pattern => Read(settings, pattern)));

    /// <summary>The path of a key as it is read, whatever quotes were written; null where it is not a section's.</summary>
    /// <param name="path">As a file has it.</param>
    public static (string Pattern, string Key)? Split(string path)
    {
        if (!path.StartsWith(Root + ".", StringComparison.Ordinal))
        {
            return null;
        }

        var rest = path[(Root.Length + 1)..];
        var end = rest.StartsWith('"') ? rest.IndexOf('"', 1) + 1 : rest.IndexOf('.', StringComparison.Ordinal);
        return end > 0 && end + 1 < rest.Length && rest[end] == '.' && !Beside.Contains(rest[..end]) ? (rest[..end].Trim('"'), rest[(end + 1)..]) : null;
    }

    public static string PathOf(string pattern, string key) => $"{Root}.\"{pattern}\".{key}";

    /// <summary>The setting as the most precise section has it that means the NIC; null where none has it.</summary>
    public T? Find<T>(LinkDescription link, Func<InterfaceSection, T?> setting)
        where T : struct => All.Where(section => NicPattern.Means(section.Pattern, link)).Select(setting).FirstOrDefault(found => found is not null);

    /// <summary>The pattern of the section that leaves the NIC out; null where it is not left out.</summary>
    public string? LeavingOut(LinkDescription link) =>
        All.FirstOrDefault(section => section.IsEnabled is not null && NicPattern.Means(section.Pattern, link)) is { IsEnabled: false } section
            ? section.Pattern
            : null;

    private static InterfaceSection Read(SettingsReader settings, string pattern)
    {
        settings.Require(NicPattern.IsOne(pattern), Root, pattern, $"as a section {NicPattern.Accepted}");
        return new InterfaceSection(
            pattern,
            Optional(Enabled, key => settings.OneOf(key, ("on", true), ("off", false))),
            Optional(Mode, key => settings.OneOf(key, ModeWords.All)),
            Optional(Interval, key => InterfaceSettings.IntervalFrom(settings, key)),
            Optional(Slots, key => FlowSlots.Parse(settings.Text(key, FlowSlots.Accepted, text => FlowSlots.Parse(text) is not null)) ?? 0));

        T? Optional<T>(string key, Func<string, T> read)
            where T : struct => settings.Has(PathOf(pattern, key)) ? read(PathOf(pattern, key)) : null;
    }
}
