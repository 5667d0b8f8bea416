using System.Globalization;
using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Costs;

namespace NetMonitor.Actors.Costs;

/// <summary>How the cost is measured (<c>netmonitor.cost</c>), and what it may be (<c>netmonitor.budget</c>).</summary>
/// <param name="Interval">How often the process is asked.</param>
/// <param name="Sample">How long the kernel keeps run statistics at a time; zero for never.</param>
/// <param name="Every">How often programs are measured.</param>
/// <param name="Window">Processor time is averaged over so long.</param>
/// <param name="FlowWindow">How often each half of a NIC's table of flows is taken at full precision.</param>
public sealed record CostSettings(TimeSpan Interval, TimeSpan Sample, TimeSpan Every, TimeSpan Window, TimeSpan FlowWindow, BudgetLimits Limits)
{
    private const string Off = "off";

    /// <summary>A host has no more cores.</summary>
    private const double MostCpu = 4096;

    private const long LeastMemory = 1 << 20;
    private const double Percent = 100;

    /// <summary>The statistics cost every BPF program of the host two looks at the clock per run: they are to be on for a small part of the time.</summary>
    private const int LeastShare = 10;

    private static readonly TimeSpan LongestSample = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reading less often than this would make the window of the processor's share a few samples, or one.</summary>
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(10);

    /// <exception cref="ConfigurationProblem">A key is missing or takes no such value.</exception>
    public static CostSettings From(Config config) => SettingsReader.Read(config, From);

    public static CostSettings From(SettingsReader settings)
    {
        const string Every = "netmonitor.cost.every";
        const string CoolDown = "netmonitor.budget.cool-down";
        var interval = settings.Duration("netmonitor.interval", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        var sample = settings.Duration("netmonitor.cost.sample", TimeSpan.Zero, LongestSample);
        var every = settings.Duration(Every, Shortest, Longest);
        settings.Require(
            every == TimeSpan.Zero || every >= LeastShare * sample,
            Every,
            settings.Found(Every),
            "a duration of at least ten times netmonitor.cost.sample");
        var window = settings.Duration("netmonitor.budget.window", Shortest, TimeSpan.FromHours(1));
        var coolDown = settings.Duration(CoolDown, Shortest, Longest);
        settings.Require(
            coolDown == TimeSpan.Zero || coolDown >= window,
            CoolDown,
            settings.Found(CoolDown),
            "a duration not below netmonitor.budget.window: after a step the whole window has to be of what came after it");
        var flowWindow = settings.Duration("netmonitor.flows.window", TimeSpan.Zero, TimeSpan.FromHours(1));
        return new CostSettings(
            interval < Shortest ? Shortest : interval > LongestInterval ? LongestInterval : interval,
            sample,
            every,
            window,
            flowWindow > 2 * interval ? flowWindow : 2 * interval,
            new BudgetLimits(
                CpuFrom(settings),
                MemoryFrom(settings),
                coolDown,
                settings.Fraction("netmonitor.budget.restore-below"),
                settings.Duration("netmonitor.budget.restore-after", Shortest, Longest)));
    }

    /// <summary>A limit of processor time as it is written: 5% is a twentieth of one core.</summary>
    public static string Words(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * Percent:0.##}%");

    private static double? CpuFrom(SettingsReader settings)
    {
        var text = settings.Text("netmonitor.budget.cpu", "off, or percent of one core, as 5% or 0.5%", static text => IsOff(text) || Share(text) is not null);
        return Share(text);
    }

    private static long? MemoryFrom(SettingsReader settings)
    {
        var text = settings.Text(
            "netmonitor.budget.memory", $"off, or a size from {ByteSize.Words(LeastMemory)}, as 200MB or 1GB", static text => IsOff(text) || Bytes(text) is not null);
        return Bytes(text);
    }

    private static bool IsOff(string text) => text.Equals(Off, StringComparison.OrdinalIgnoreCase);

    private static double? Share(string text) =>
        text.EndsWith('%') && double.TryParse(text[..^1].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent > 0 && percent <= MostCpu * Percent ? percent / Percent : null;

    private static long? Bytes(string text) => ByteSize.TryParse(text, out var bytes) && bytes >= LeastMemory ? bytes : null;
}
