using System.Globalization;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>ksoftirqd, where receiving goes on when there is too much of it at once.</summary>
internal static class SoftirqThread
{
    public static TimeSpan CpuTime(int cpu) => CpuClock.OfProcess(Directory.EnumerateDirectories("/proc")
        .Select(path => Path.GetFileName(path))
        .Where(name => char.IsAsciiDigit(name[0]) && Name(name) == $"ksoftirqd/{cpu}")
        .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
        .First());

    /// <summary>Empty when it ended meanwhile.</summary>
    private static string Name(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").TrimEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
