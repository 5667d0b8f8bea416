using System.Globalization;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>The first line of /proc/stat, in ticks: all CPUs, everyone's work.</summary>
internal readonly record struct MachineTime(long Busy, long Idle)
{
    public double BusyShare => Busy + Idle == 0 ? 0 : (double)Busy / (Busy + Idle);

    public static MachineTime operator -(MachineTime later, MachineTime earlier) => new(later.Busy - earlier.Busy, later.Idle - earlier.Idle);

    public static MachineTime Now() => Parse(File.ReadLines("/proc/stat").First());

    /// <summary>proc_stat(5): user, nice, system, idle, iowait, irq, softirq, steal; what guests have is in user and nice already.</summary>
    internal static MachineTime Parse(string line)
    {
        long[] ticks = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
        var idle = ticks[3] + ticks[4];
        return new MachineTime(ticks.Sum() - idle, idle);
    }
}
