namespace NetMonitor.Engine.Tests.Flows;

/// <summary>A wall clock that stands still.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
