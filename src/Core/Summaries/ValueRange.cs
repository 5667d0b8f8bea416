namespace NetMonitor.Core.Summaries;

/// <summary>A value that is known to lie from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
/// <param name="High">Null where it has no end.</param>
public readonly record struct ValueRange(ulong Low, ulong? High)
{
    /// <summary>The one number to show: the middle; where there is no end, the least it can be.</summary>
    public double Middle => High is { } high ? Low + ((high - Low) / 2.0) : Low;
}
