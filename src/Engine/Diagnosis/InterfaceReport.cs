using System.Collections.Immutable;
using System.Globalization;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>Every NIC and what <c>run</c> would do with it.</summary>
/// <param name="Notes">What cannot be known with these rights, or does not fit together. One line each.</param>
public sealed record InterfaceReport(ImmutableArray<InterfacePlan> Plans, ImmutableArray<string> Notes)
{
    private static readonly ImmutableArray<string> Titles =
        ["INDEX", "NAME", "KIND", "DRIVER", "MTU", "MAC", "SPEED", "STATE", "MASTER", "XDP", "MODE", "WHY"];

    private static readonly JsonObject<(InterfacePlan Plan, string? Master)> PlanShape =
        new JsonObject<(InterfacePlan Plan, string? Master)>("interface_plan", "One NIC and what run would do with it.")
            .Text("name", "Its name", one => one.Plan.Facts.Link.Name)
            .Object("link", "What the kernel says of it", LinkJson.Shape, one => one.Plan.Facts.Link)
            .Text("state", "Its operational state (RFC 2863)", one => one.Plan.Facts.State)
            .TextOrNull("master", "The name of the bridge or bond that it belongs to; null for none", one => one.Master)
            .Integers("xdp_programs", "The kernel's ids of the XDP programs on it", one => one.Plan.Facts.XdpPrograms.Select(id => (long)id))
            .Truth("is_chosen", "Whether it would be counted", one => one.Plan.IsChosen)
            .Text(
                "mode",
                "How; none where it is left out, and where no mode that is allowed could work",
                one => TrafficLabels.Of(one.Plan.Mode),
                [.. Enum.GetValues<AttachMode>().Select(mode => TrafficLabels.Of(mode)), "none"])
            .Text("reason", "Why", one => one.Plan.Reason);

    public static JsonObject<InterfaceReport> Shape { get; } = new JsonObject<InterfaceReport>("interfaces", "The NICs of this network namespace.")
        .List("interfaces", "In the kernel's order", PlanShape, report => report.Plans.Select(plan => (plan, report.MasterOf(plan))))
        .Texts("notes", "What could not be known, or does not fit together", report => report.Notes);

    /// <summary>A table; the last column is as wide as it must be.</summary>
    public IEnumerable<string> Lines()
    {
        var rows = Plans.Select(Cells).Prepend(Titles).ToList();
        var widths = Titles.Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        return rows
            .Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd())
            .Concat(Notes.Select(note => $"note: {note}"));
    }

    private ImmutableArray<string> Cells(InterfacePlan plan)
    {
        var link = plan.Facts.Link;
        return
        [
            Number(link.Index),
            link.Name,
            Or(link.Kind),
            Or(link.Driver),
            Number(link.Mtu),
            Or(link.Mac),
            link.SpeedBitsPerSecond is { } speed ? Speed(speed) : "-",
            link.IsUp ? plan.Facts.State : "off",
            MasterOf(plan) ?? "-",
            plan.Facts.XdpPrograms.IsEmpty ? "-" : string.Join(',', plan.Facts.XdpPrograms),
            plan.IsChosen ? TrafficLabels.Of(plan.Mode) : "left out",
            plan.Reason,
        ];
    }

    private string? MasterOf(InterfacePlan plan) => plan.Facts.Link.MasterIndex == 0
        ? null
        : Plans.FirstOrDefault(other => other.Facts.Link.Index == plan.Facts.Link.MasterIndex)?.Facts.Link.Name ?? $"index {Number(plan.Facts.Link.MasterIndex)}";

    private static string Or(string text) => text.Length == 0 ? "-" : text;

    private static string Speed(long bitsPerSecond) => bitsPerSecond >= 1_000_000_000
        ? $"{(bitsPerSecond / 1e9).ToString("0.#", CultureInfo.InvariantCulture)}G"
        : $"{(bitsPerSecond / 1e6).ToString("0.#", CultureInfo.InvariantCulture)}M";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
