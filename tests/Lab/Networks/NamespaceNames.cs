using System.Collections.Concurrent;
using System.Globalization;

namespace NetMonitor.Lab;

/// <summary>The names <c>nm&lt;pid&gt;-&lt;n&gt;</c>: whose they are is in the name, so that leftovers of a killed process can be told from a neighbour's.</summary>
internal static class NamespaceNames
{
    private const string Folder = "/run/netns";

    private static readonly ConcurrentDictionary<string, bool> Live = new();
    private static int Last;

    static NamespaceNames()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAll(Live.Keys);
        Sweep();
    }

    internal static string Path(string name) => $"{Folder}/{name}";

    internal static string Add()
    {
        var name = $"nm{Environment.ProcessId}-{Interlocked.Increment(ref Last)}";
        Live[name] = true;
        _ = Tool.Run("ip", "netns", "add", name).Require();
        return name;
    }

    internal static void Remove(string name)
    {
        _ = Tool.Run("ip", "netns", "del", name);
        _ = Live.TryRemove(name, out _);
    }

    /// <summary>Removes what processes left that are gone.</summary>
    internal static void Sweep() => RemoveAll(Leftovers(Existing(), IsAlive));

    /// <summary>Those of our names whose process is gone.</summary>
    internal static IEnumerable<string> Leftovers(IEnumerable<string> names, Func<int, bool> isAlive) =>
        names.Where(name => Owner(name) is { } pid && !isAlive(pid)).ToArray();

    private static int? Owner(string name) =>
        name.StartsWith("nm", StringComparison.Ordinal)
        && name.Split('-') is [var head, var tail]
        && int.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && int.TryParse(head.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? pid
            : null;

    private static IEnumerable<string> Existing() =>
        Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder).Select(f => System.IO.Path.GetFileName(f)) : [];

    private static bool IsAlive(int pid) => Directory.Exists($"/proc/{pid}");

    private static void RemoveAll(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Remove(name);
        }
    }
}
