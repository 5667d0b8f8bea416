using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>Learns from samples of jiffies and monotonic time how the two belong together.</summary>
/// <remarks>A jiffy began before it was seen, so of all samples the one that was taken soonest after its jiffy's begin is the best: what is told
/// is never too early, and with more samples ever less too late, by less than one tick from the first.</remarks>
public sealed class JiffiesTimeline
{
    /// <summary>The kernel's choices (kernel/Kconfig.hz).</summary>
    private static readonly int[] Frequencies = [100, 250, 300, 1000];

    /// <summary>By how much the best of so many samples was late tells whether jiffies fell behind for good, as a machine that was stopped lets them.</summary>
    private const int Round = 64;

    /// <summary>Frequencies are a fifth apart at least, and both ends may be a few ticks late.</summary>
    private const long LeastSpan = 1_000_000_000;

    /// <summary>What is further away from every frequency was no steady clock.</summary>
    private const double MostOff = 0.1;

    private JiffiesSample _first;
    private bool _isMeasured;
    private long _leastLate = long.MaxValue;
    private int _samples;

    /// <param name="tick">What the kernel states, until it is measured.</param>
    public JiffiesTimeline(JiffiesSample first, long tick)
    {
        _first = first;
        Scale = new JiffiesScale(first.Jiffies, first.Nanoseconds, tick);
    }

    public JiffiesScale Scale { get; private set; }

    /// <summary>Nanoseconds, of the frequency that is nearest to what two samples show.</summary>
    /// <param name="later">Less than the range of 32 bits.</param>
    /// <returns>Null where none is near.</returns>
    public static long? TickBetween(JiffiesSample earlier, JiffiesSample later)
    {
        var perSecond = (later.Jiffies - earlier.Jiffies) * 1e9 / (later.Nanoseconds - earlier.Nanoseconds);
        var nearest = Frequencies.MinBy(frequency => Math.Abs(Math.Log(perSecond / frequency)));
        return Math.Abs(perSecond / nearest - 1) > MostOff ? null : (1_000_000_000 + nearest / 2) / nearest;
    }

    public void Note(JiffiesSample sample)
    {
        if (!_isMeasured && sample.Nanoseconds - _first.Nanoseconds >= LeastSpan)
        {
            Measure(sample);
        }

        // Along with the sample, so that the range of 32 bits is never far away.
        var begin = Scale.Begin(sample.Jiffies);
        var late = sample.Nanoseconds - begin;
        _leastLate = Math.Min(_leastLate, late);
        if (late < 0)
        {
            begin = sample.Nanoseconds;
            _leastLate = 0;
        }
        else if (++_samples == Round)
        {
            begin += _leastLate;
            (_samples, _leastLate) = (0, long.MaxValue);
        }

        Scale = Scale with { Jiffies = sample.Jiffies, Nanoseconds = begin };
    }

    private void Measure(JiffiesSample sample)
    {
        var tick = TickBetween(_first, sample);
        (_isMeasured, _first) = (tick is not null, sample);
        if (tick is { } measured && measured != Scale.Tick)
        {
            Scale = new JiffiesScale(sample.Jiffies, sample.Nanoseconds, measured);
            (_samples, _leastLate) = (0, long.MaxValue);
        }
    }
}
