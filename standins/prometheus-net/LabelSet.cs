namespace Prometheus;

/// <summary>Label values, equal when they are equal one by one.</summary>
internal readonly struct LabelSet(string[] values) : IEquatable<LabelSet>
{
    private readonly string[] _values = values;

    public bool Equals(LabelSet other) => _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => obj is LabelSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in _values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
