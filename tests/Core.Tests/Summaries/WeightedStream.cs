namespace NetMonitor.Core.Tests.Summaries;

/// <summary>Keys with weights, as they arrive.</summary>
public sealed class WeightedStream(string name, IReadOnlyList<(CollidingKey Key, ulong Weight)> items)
{
    private readonly Lazy<IReadOnlyDictionary<CollidingKey, ulong>> _truth = new(() => items
        .Where(static item => item.Weight > 0)
        .GroupBy(static item => item.Key)
        .ToDictionary(static group => group.Key, static group => Sum(group)));

    /// <summary>Streams that are unkind to a summary of few counters.</summary>
    public static IEnumerable<WeightedStream> Adversarial { get; } =
    [
        Of("nothing", []),
        Of("one key", Enumerable.Repeat((1, 1UL), 997)),
        Of("all distinct", Enumerable.Range(0, 997).Select(i => (i, 1UL))),
        Of("round robin over one key more than there are counters", Enumerable.Range(0, 997).Select(i => (i % 8, 1UL))),
        Of("one heavy, first", Enumerable.Repeat((0, 1_000UL), 3).Concat(Enumerable.Range(1, 500).Select(i => (i, 1UL)))),
        Of("one heavy, last", Enumerable.Range(1, 500).Select(i => (i, 1UL)).Concat(Enumerable.Repeat((0, 1_000UL), 3))),
        Of("one heavy, between", Enumerable.Range(0, 997).Select(i => (i % 3 == 0 ? 0 : i, 1UL))),
        Of("rising weights", Enumerable.Range(1, 499).Select(i => (i, (ulong)i))),
        Of("falling weights", Enumerable.Range(1, 499).Select(i => (i, 500UL - (ulong)i))),
        Of("falling weights, twice", Enumerable.Range(0, 998).Select(i => (i % 499, 499UL - (ulong)(i % 499)))),
        Of("doubling weights", Enumerable.Range(0, 50).Select(i => (i, 1UL << i))),
        Of("ties at every count", Enumerable.Range(0, 999).Select(i => (i / 3, 1UL))),
        Of("ties in falling order of keys", Enumerable.Range(0, 999).Select(i => (999 - (i / 3), 1UL))),
        Of("a new set of keys in each part", Enumerable.Range(0, 1_000).Select(i => ((i / 100 * 7) + (i % 7), (ulong)(i % 7) + 1))),
        Of("no weight", Enumerable.Range(0, 50).Select(i => (i, 0UL))),
        Of("bytes of heavy tails", Enumerable.Range(0, 2_000).Select(i => ((int)(2_000 / (1 + (i * 7919 % 2_000))), (ulong)(40 + (i % 1461))))),
    ];

    public string Name => name;

    public IReadOnlyList<(CollidingKey Key, ulong Weight)> Items => items;

    public ulong Total { get; } = Sum(items);

    /// <summary>What each key really has.</summary>
    public IReadOnlyDictionary<CollidingKey, ulong> Truth => _truth.Value;

    public static WeightedStream Of(string name, IEnumerable<(int Key, ulong Weight)> items) =>
        new(name, [.. items.Select(static item => (new CollidingKey(item.Key), item.Weight))]);

    /// <summary>Whole parts one after the other, dealt out one by one, by key, and at random.</summary>
    public IEnumerable<(string Name, IReadOnlyList<WeightedStream> Parts)> Splits(int parts, int seed)
    {
        var random = new Random(seed);
        var length = Math.Max(1, Items.Count);
        yield return ("one after the other", Split((_, index) => (int)((long)index * parts / length)));
        yield return ("one by one", Split((_, index) => index % parts));
        yield return ("by key", Split((key, _) => key.Value % parts));
        yield return ("at random", Split((_, _) => random.Next(parts)));
    }

    public override string ToString() => $"{Name}: {string.Join(' ', Items.Take(200).Select(static item => $"{item.Key.Value}*{item.Weight}"))}";

    private static ulong Sum(IEnumerable<(CollidingKey Key, ulong Weight)> items) => items.Aggregate(0UL, static (sum, item) => sum + item.Weight);

    private IReadOnlyList<WeightedStream> Split(Func<CollidingKey, int, int> part) =>
    [
        .. Items.Index()
            .GroupBy(item => part(item.Item.Key, item.Index), static item => item.Item)
            .OrderBy(static group => group.Key)
            .Select(group => new WeightedStream(Name, [.. group])),
    ];
}
