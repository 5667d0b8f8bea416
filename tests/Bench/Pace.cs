namespace NetMonitor.Bench;

/// <summary>How many packets are due when. Pure.</summary>
/// <param name="PerSecond">0: as fast as it goes.</param>
internal readonly record struct Pace(int PerSecond, TimeSpan Duration)
{
    public bool IsUnbounded => PerSecond == 0;

    /// <summary>Of a whole run; a run that is as fast as it goes ends by its time alone.</summary>
    public long Packets => IsUnbounded ? long.MaxValue : Due(Duration);

    /// <summary>The sum of what is due until then: who was held up catches up.</summary>
    public long Due(TimeSpan elapsed) => IsUnbounded
        ? long.MaxValue
        : (long)((Int128)PerSecond * Math.Min(elapsed.Ticks, Duration.Ticks) / TimeSpan.TicksPerSecond);

    /// <summary>A machine that cannot keep the pace is not given for ever.</summary>
    public bool IsOver(TimeSpan elapsed, long sent) => sent >= Packets || elapsed >= (IsUnbounded ? Duration : Duration * 2);
}
