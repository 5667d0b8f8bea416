namespace NetMonitor.Core.Audit;

/// <summary>Ours minus the kernel's, as far as it can be known while packets pass: somewhere from <paramref name="Low"/> to <paramref name="High"/>, both
/// included. Figures of 64 bits that wrap, so that only the difference of two of these means something, and that is less than 2^63.</summary>
public readonly record struct AuditDifference(long Low, long High)
{
    /// <summary>By how much the two disagree at the least: 0 where they may agree, above 0 where we counted more, below it where the kernel did.</summary>
    public long Error => Low > 0 ? Low : Math.Min(High, 0);

    /// <summary>What an error must exceed to show.</summary>
    public ulong Width => unchecked((ulong)(High - Low));

    /// <param name="kernelBefore">Read before <paramref name="ours"/> were closed.</param>
    /// <param name="kernelAfter">Read after the grace period that followed.</param>
    /// <param name="oursLater">Ours after that grace period.</param>
    /// <remarks>A driver may count a packet before our program sees it (then the kernel's figure of before is in ours of later) or after it (then ours are in
    /// the kernel's of after). Either way the range from the earlier to the later figure of the kernel and ours overlap, unless something is missing.</remarks>
    public static AuditDifference Of(ulong kernelBefore, ulong kernelAfter, ulong ours, ulong oursLater) =>
        unchecked(new((long)(ours - kernelAfter), (long)(oursLater - kernelBefore)));

    /// <summary>What came to it since <paramref name="baseline"/>, whose own width is added.</summary>
    public AuditDifference Since(AuditDifference baseline) => unchecked(new(Low - baseline.High, High - baseline.Low));

    public bool Contains(long value) => Low <= value && value <= High;
}
