using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Pbm;

/// <summary>What is said of counts that do not come from the wire.</summary>
public static class SourceNote
{
    /// <summary>Null for counts of the wire, and before the first reading.</summary>
    public static string? Of(CountSource? source) => source switch
    {
        CountSource.Kernel => "kernel: the kernel's own counters, not the wire; totals without protocols",
        CountSource.Simulated => "simulated: made up; no packet of these was ever sent",
        _ => null,
    };
}
