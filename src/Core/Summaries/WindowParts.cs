using System.Collections.Immutable;

namespace NetMonitor.Core.Summaries;

/// <summary>A window without a clock: summaries of the last parts of time, each as long as <see cref="Duration"/>, the youngest first.</summary>
/// <remarks>
/// This is how windows of several hosts are merged: parts of the same age, whatever each host's clock says. The youngest part of each is
/// still filling, and hosts change parts at different moments, so parts of the same age are up to one duration apart. Merges as
/// exactly as what is in the parts; a window of fewer parts lacks the oldest.
/// </remarks>
public sealed class WindowParts<T> : IMergeable<WindowParts<T>>, IEquatable<WindowParts<T>>
    where T : IMergeable<T>
{
    private WindowParts(ImmutableArray<T> parts, TimeSpan duration)
    {
        Parts = parts;
        Duration = duration;
    }

    /// <param name="parts">The youngest first; one at least.</param>
    public WindowParts(TimeSpan duration, ImmutableArray<T> parts)
        : this(parts, duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        if (parts.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A window has a part at least.", nameof(parts));
        }
    }

    /// <summary>No window at all; it has no duration, and merges with windows of any.</summary>
    public static WindowParts<T> Empty { get; } = new([], TimeSpan.Zero);

    /// <summary>Of one part.</summary>
    public TimeSpan Duration { get; }

    public ImmutableArray<T> Parts { get; }

    /// <summary>Everything in the window, merged from the oldest part on. Costs a merge for each.</summary>
    public T Total => Youngest(Parts.Length);

    /// <summary>What the last parts hold together.</summary>
    /// <param name="count">As many as there are, if more.</param>
    public T Youngest(int count)
    {
        var total = T.Empty;
        for (var age = Math.Min(count, Parts.Length) - 1; age >= 0; age--)
        {
            total = total.Merge(Parts[age]);
        }

        return total;
    }

    /// <summary>The other's parts are as long as these, so that they can be merged.</summary>
    public bool AlignsWith(WindowParts<T> other) => Parts.IsEmpty || other.Parts.IsEmpty || Duration == other.Duration;

    /// <exception cref="ArgumentException">The parts differ in duration: see <see cref="AlignsWith"/>.</exception>
    public WindowParts<T> Merge(WindowParts<T> other)
    {
        if (!AlignsWith(other))
        {
            throw new ArgumentException($"Parts of {other.Duration} do not merge with parts of {Duration}.", nameof(other));
        }

        var (longer, shorter) = Parts.Length >= other.Parts.Length ? (this, other) : (other, this);
        if (shorter.Parts.IsEmpty)
        {
            return longer;
        }

        var merged = longer.Parts.ToBuilder();
        for (var age = 0; age < shorter.Parts.Length; age++)
        {
            merged[age] = Parts[age].Merge(other.Parts[age]);
        }

        return new(merged.MoveToImmutable(), longer.Duration);
    }

    public bool Equals(WindowParts<T>? other) => other is not null && Duration == other.Duration && Parts.SequenceEqual(other.Parts);

    public override bool Equals(object? obj) => Equals(obj as WindowParts<T>);

    public override int GetHashCode() => HashCode.Combine(Duration, Parts.Length);
}
