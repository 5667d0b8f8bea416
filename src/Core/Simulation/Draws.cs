namespace NetMonitor.Core.Simulation;

/// <summary>Numbers that look random and follow from where they start alone (SplitMix64: a counter, and a mixing of its bits).</summary>
/// <remarks>Whole numbers only: what floating-point functions answer differs from one platform to the next.</remarks>
internal struct Draws(ulong start)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _counter = start;

    public static Draws From(int seed, int nic, long window) =>
        new(Mix(Mix(Mix((ulong)seed + Step) + (ulong)nic) + (ulong)window));

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound)
    {
        _counter += Step;
        return (int)(Mix(_counter) % (ulong)bound);
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        return bits ^ bits >> 31;
    }
}
