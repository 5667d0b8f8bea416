namespace NetMonitor.Native.Bpf.Pins;

/// <summary>Which generations of an account still stand for themselves. The account's total is the sum over these of what they count and
/// what they carry, in every state that a kill may leave.</summary>
/// <remarks>A generation that carries the totals of others says up to which number (itself left out). It says so in the same write that carries them, so that each
/// packet is in exactly one generation that stands for itself: before that write the former one, after it the latter.</remarks>
public static class Coverage
{
    /// <param name="generations">By number, from 1, with what each one carries through: 0 where it carries nothing.</param>
    /// <returns>The numbers of those that no other one carries, ascending. The last one is the one to go on with.</returns>
    public static IReadOnlyList<int> Uncovered(IReadOnlyCollection<(int Number, int Through)> generations) =>
    [
        .. generations.Select(one => one.Number)
            .Where(number => !generations.Any(other => other.Number != number && other.Through >= number))
            .Order(),
    ];
}
