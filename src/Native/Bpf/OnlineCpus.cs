using System.Globalization;

namespace NetMonitor.Native.Bpf;

/// <summary>The CPUs that run now, by number.</summary>
internal static class OnlineCpus
{
    private const string Path = "/sys/devices/system/cpu/online";

    /// <summary>Ascending.</summary>
    public static IReadOnlyList<int> Read() => Parse(File.ReadAllText(Path));

    /// <param name="text">As <c>0-3,8</c> (man 7 cpuset, "List format").</param>
    public static IReadOnlyList<int> Parse(string text) =>
    [
        .. text.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(range =>
        {
            var ends = range.Split('-');
            var first = int.Parse(ends[0], CultureInfo.InvariantCulture);
            return Enumerable.Range(first, int.Parse(ends[^1], CultureInfo.InvariantCulture) - first + 1);
        }),
    ];
}
