using System.Globalization;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Bpf;

/// <summary>The CPUs that run now, by number.</summary>
internal static class OnlineCpus
{
    private const string Path = "/sys/devices/system/cpu/online";

    /// <summary>Ascending.</summary>
    /// <exception cref="BpfException">The kernel's list cannot be read, as where no descriptor is left.</exception>
    public static IReadOnlyList<int> Read()
    {
        try
        {
            return Parse(File.ReadAllText(Path));
        }
        catch (IOException failure)
        {
            // On Unix it is the error number.
            throw new BpfException("list the CPUs", Path, (Errno)failure.HResult, "");
        }
    }

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
