using System.Globalization;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>The rows and the verdicts, to be read.</summary>
internal static class OldVsNewTable
{
    public static void Write(IEnumerable<OldVsNewRow> rows, TextWriter output)
    {
        output.WriteLine($"{"aimed pps",-16}{"tool",-29}{"sent pps",9}{"delivered",10}{"seen",8}{"seen %",8}{"tool ns",9}{"program",9}{"CPU ns",8}{"x",7}{"way ns",8}{"load ns",9}{"x",7}{"busy %",8}{"RSS MB",8}{"w/o BPF",9}");
        foreach (var setting in rows.GroupBy(row => row.Setting))
        {
            var old = setting.FirstOrDefault(row => row.Tool == Tools.Capture);
            foreach (var row in setting)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Setting,-16}{row.Tool,-29}{row.SentPps,9:F0}{row.DeliveredPps,10:F0}{row.SeenPps,8:F0}{row.SeenPercent,8:F2}{row.ToolNs,9:F0}{row.ProgramNs,9:F0}{row.CpuNs,8:F0}{row.CpuNs / old?.CpuNs,7:F2}{row.WayNs,8:F0}{row.LoadNs,9:F0}{row.LoadNs / old?.LoadNs,7:F2}{row.MachineBusyPercent,8:F0}{row.Rss / 1024.0,8:F1}{row.RssWithoutBpf / 1024.0,9:F1}").TrimEnd());
            }
        }
    }

    public static void Write(IEnumerable<(string Tool, Verdict Verdict)> verdicts, TextWriter output)
    {
        output.WriteLine($"the ancestor's claims, each tool beside {Tools.Capture}:");
        foreach (var claim in verdicts.GroupBy(verdict => verdict.Verdict.Claim))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{claim.Key.Name} {claim.Key.Percent:+0;-0} % ({claim.Key.Means})"));
            foreach (var (tool, verdict) in claim)
            {
                output.WriteLine($"  {tool,-29}{verdict.Word,-29}{string.Join(", ", verdict.Changes.Select(Text))}");
            }
        }
    }

    private static string Text((string Setting, double Change) change) =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Change * 100:+0;-0;0} % at {change.Setting}");
}
