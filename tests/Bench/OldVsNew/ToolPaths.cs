using System.Runtime.InteropServices;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>How the capture is started.</summary>
internal static class ToolPaths
{
    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    public static string Bench { get; } = typeof(ToolPaths).Assembly.Location;

    /// <summary>What <c>bin/netmonitor</c> sets for itself: the capture is given the same, for both are compared by their memory.</summary>
    public static IReadOnlyDictionary<string, string> SmallMemory { get; } = new Dictionary<string, string>
    {
        ["MALLOC_MMAP_THRESHOLD_"] = "32768",
        ["MALLOC_ARENA_MAX"] = "2",
        ["DOTNET_GCgen0size"] = "0x100000",
    };
}
