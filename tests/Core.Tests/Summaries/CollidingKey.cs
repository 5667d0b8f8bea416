namespace NetMonitor.Core.Tests.Summaries;

/// <summary>Many keys share a hash, as an attacker's could.</summary>
public readonly record struct CollidingKey(int Value) : IComparable<CollidingKey>
{
    public int CompareTo(CollidingKey other) => Value.CompareTo(other.Value);

    public override int GetHashCode() => Value & 15;
}
