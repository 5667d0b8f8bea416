namespace NetMonitor.Actors.Tests;

/// <summary>A clock that stands still unless it is told.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Whoever asks how much time has passed fails.</summary>
    public bool IsBroken { get; set; }

    public override long GetTimestamp() => IsBroken ? throw new InvalidOperationException("the clock is broken") : Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
