using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

/// <summary>The ways in which parts become one: along a chain from either end, in rounds of pairs, or as it comes.</summary>
public static class MergeTree
{
    public static IEnumerable<(string Name, Func<IReadOnlyList<T>, T> Merge)> Shapes<T>(int seed)
        where T : IMergeable<T> =>
    [
        ("from the left", static parts => parts.Aggregate(T.Empty, static (a, b) => a.Merge(b))),
        ("from the right", static parts => parts.Reverse().Aggregate(T.Empty, static (a, b) => b.Merge(a))),
        ("in pairs", InPairs),
        ("at random", parts => AtRandom(parts, new Random(seed))),
    ];

    public static T AtRandom<T>(IEnumerable<T> parts, Random random)
        where T : IMergeable<T>
    {
        var left = parts.Append(T.Empty).ToList();
        while (left.Count > 1)
        {
            var (a, b) = (Take(left, random), Take(left, random));
            left.Add(a.Merge(b));
        }

        return left[0];
    }

    private static T InPairs<T>(IReadOnlyList<T> parts)
        where T : IMergeable<T> => parts.Count switch
        {
            0 => T.Empty,
            1 => parts[0],
            _ => InPairs<T>([.. parts.Chunk(2).Select(static pair => pair.Length == 2 ? pair[0].Merge(pair[1]) : pair[0])]),
        };

    private static T Take<T>(List<T> from, Random random)
    {
        var index = random.Next(from.Count);
        var taken = from[index];
        from.RemoveAt(index);
        return taken;
    }
}
