using System.Globalization;
using NetMonitor.Core.Costs;

namespace NetMonitor.Engine.Costs;

/// <summary>Asks the process and its runtime what they use.</summary>
public static class ProcessMeter
{
    private const string Status = "/proc/self/status";

    private const int KilobyteBits = 10;

    public static ProcessCost Read()
    {
        // Elsewhere than on Linux there is no such file, and no budget of memory that could tell.
        var status = File.Exists(Status) ? File.ReadAllText(Status) : "";
        return new ProcessCost(
            Environment.CpuUsage.TotalTime,
            Bytes(status, "VmRSS:") ?? Environment.WorkingSet,
            Bytes(status, "RssAnon:"),
            GC.GetGCMemoryInfo().HeapSizeBytes,
            GC.GetTotalAllocatedBytes(),
            GC.CollectionCount(0),
            GC.GetTotalPauseDuration());
    }

    /// <summary>A field of proc(5)'s status, which gives kB.</summary>
    /// <param name="field">With its colon.</param>
    public static long? Bytes(string status, string field)
    {
        var begin = status.IndexOf(field, StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        var text = status.AsSpan(begin + field.Length).TrimStart();
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(digits < 0 ? text : text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes << KilobyteBits : null;
    }
}
