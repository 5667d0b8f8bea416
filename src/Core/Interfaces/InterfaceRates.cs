using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Interfaces;

/// <param name="RxUtilisation">Share of the link's speed, from 0; null where the speed is unknown.</param>
/// <param name="TxUtilisation">Share of the link's speed, from 0; null where the speed is unknown.</param>
public sealed record InterfaceRates(Rate Rx, Rate Tx, double? RxUtilisation, double? TxUtilisation)
{
    private const double BitsPerByte = 8;

    /// <summary>Null for two generations, whose counters have nothing to do with each other, and where no time passed.</summary>
    public static InterfaceRates? Between(InterfaceReading previous, InterfaceReading current, long? speedBitsPerSecond)
    {
        var nanoseconds = current.At.Nanoseconds - previous.At.Nanoseconds;
        if (previous.Generation != current.Generation || nanoseconds <= 0)
        {
            return null;
        }

        var counted = current.Counters.Since(previous.Counters);
        var seconds = nanoseconds / 1e9;
        var rx = Over(counted.Rx.Total, seconds);
        var tx = Over(counted.Tx.Total, seconds);
        return new InterfaceRates(rx, tx, Share(rx, speedBitsPerSecond), Share(tx, speedBitsPerSecond));
    }

    private static Rate Over(Count count, double seconds) =>
        new(count.Packets / seconds, count.Bytes * BitsPerByte / seconds);

    private static double? Share(Rate rate, long? speedBitsPerSecond) =>
        speedBitsPerSecond is > 0 and var speed ? rate.BitsPerSecond / speed : null;
}
