namespace Prometheus;

/// <summary>A number that many threads may write without a lock.</summary>
internal struct AtomicDouble
{
    private double _value;

    public double Value
    {
        readonly get => Volatile.Read(in _value);
        set => Volatile.Write(ref _value, value);
    }

    public void Add(double increment)
    {
        double seen;
        do
        {
            seen = Value;
        }
        while (!TryChange(seen, seen + increment));
    }

    public void RaiseTo(double target)
    {
        double seen;
        do
        {
            seen = Value;
        }
        while (!(seen >= target) && !TryChange(seen, target));
    }

    public void LowerTo(double target)
    {
        double seen;
        do
        {
            seen = Value;
        }
        while (!(seen <= target) && !TryChange(seen, target));
    }

    // By bits: a NaN is never equal to itself.
    private bool TryChange(double seen, double next) =>
        BitConverter.DoubleToInt64Bits(Interlocked.CompareExchange(ref _value, next, seen)) == BitConverter.DoubleToInt64Bits(seen);
}
