using System.Globalization;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>How fast, and with how many CPUs.</summary>
/// <param name="OnOneCpu">The tool has no CPU of its own: sending, receiving and counting share one.</param>
internal readonly record struct Setting(Pace Pace, bool OnOneCpu)
{
    public string Name => (Pace.IsUnbounded ? "fastest" : Pace.PerSecond.ToString(CultureInfo.InvariantCulture)) + (OnOneCpu ? ", 1 CPU" : "");
}
