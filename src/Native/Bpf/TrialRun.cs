namespace NetMonitor.Native.Bpf;

/// <summary>Nanoseconds of one test run, with all that the kernel does around it.</summary>
/// <param name="Whole">Of the program.</param>
/// <param name="Floor">Of one that does nothing.</param>
/// <param name="Runs">Of the program.</param>
public readonly record struct TrialRun(double Whole, double Floor, long Runs)
{
    /// <summary>Two measurements of a cheap program on a busy machine may cross: it is not below nothing then.</summary>
    public double Cost => Math.Max(0, Whole - Floor);
}
