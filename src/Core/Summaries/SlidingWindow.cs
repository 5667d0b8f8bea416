using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Summaries;

/// <summary>A summary of the recent past: parts of a fixed duration, of which the oldest goes when a new one begins.</summary>
/// <remarks>
/// Parts begin at multiples of their duration on the host's monotonic clock. With n parts of duration d the window covers between (n - 1) d
/// and n d. What it holds depends on which values it was given, not on their order, unless the summary's own merge does (for <see
/// cref="HeavyHitters{TKey}"/>, the order within a part); time never goes back.
/// </remarks>
public sealed class SlidingWindow<T>
    where T : IMergeable<T>
{
    private readonly TimeSpan _duration;

    /// <summary>Which part since the clock's start the youngest is; null until the first is known.</summary>
    private readonly long? _youngest;

    /// <summary>The youngest first.</summary>
    private readonly ImmutableArray<T> _parts;

    /// <summary>All parts but the youngest, merged when first asked for and again only when one of them changes.</summary>
    private readonly Lazy<T> _closed;

    /// <param name="duration">Of one part.</param>
    public SlidingWindow(TimeSpan duration, int parts)
        : this(
            duration > TimeSpan.Zero ? duration : throw new ArgumentOutOfRangeException(nameof(duration)),
            null,
            [.. Enumerable.Repeat(T.Empty, parts > 0 ? parts : throw new ArgumentOutOfRangeException(nameof(parts)))],
            null,
            0)
    {
    }

    private SlidingWindow(TimeSpan duration, long? youngest, ImmutableArray<T> parts, Lazy<T>? closed, long late)
    {
        _duration = duration;
        _youngest = youngest;
        _parts = parts;
        _closed = closed ?? new Lazy<T>(() => parts.Skip(1).Reverse().Aggregate(T.Empty, static (sum, part) => sum.Merge(part)));
        Late = late;
    }

    /// <summary>Values that were given after the whole window had passed them, and are in none of its parts.</summary>
    public long Late { get; }

    /// <summary>Everything in the window, as <see cref="WindowParts{T}.Total"/> has it, for one merge; and for one more per part if a part
    /// changed that is not the youngest.</summary>
    public T Total => _closed.Value.Merge(_parts[0]);

    /// <summary>To be sent, and to be merged with those of other hosts.</summary>
    public WindowParts<T> Parts => new(_duration, _parts);

    /// <summary>As it is later: what the window has passed goes. Costs the same for a jump of any length. An earlier moment changes nothing.</summary>
    public SlidingWindow<T> At(MonotonicTime now)
    {
        var part = PartOf(now);
        if (part <= _youngest)
        {
            return this;
        }

        var passed = (int)Math.Min(_parts.Length, part - (_youngest ?? part));
        var parts = passed == 0 ? _parts : [.. Enumerable.Repeat(T.Empty, passed), .. _parts.AsSpan()[..^passed]];
        return new(_duration, part, parts, passed == 0 ? _closed : null, Late);
    }

    /// <summary>Merges a value into the part that it belongs to.</summary>
    /// <param name="at">When it was measured. May be earlier than others before it.</param>
    public SlidingWindow<T> After(MonotonicTime at, T value)
    {
        var window = At(at);
        var age = window._youngest!.Value - PartOf(at);
        if (age >= _parts.Length)
        {
            return new(_duration, window._youngest, _parts, _closed, Late + 1);
        }

        var parts = window._parts.SetItem((int)age, window._parts[(int)age].Merge(value));
        return new(_duration, window._youngest, parts, age == 0 ? window._closed : null, Late);
    }

    private long PartOf(MonotonicTime time)
    {
        var nanoseconds = _duration.Ticks * TimeSpan.NanosecondsPerTick;
        var (part, rest) = Math.DivRem(time.Nanoseconds, nanoseconds);
        return rest < 0 ? part - 1 : part;
    }
}
