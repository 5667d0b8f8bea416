namespace Petabridge.Cmd.Parsing;

internal static class NearestNames
{
    /// <summary>The names that take the fewest insertions, deletions and replacements of a letter come first, then in their order.</summary>
    public static IEnumerable<string> First(IEnumerable<string> names, string wanted) => names.OrderBy(name => Distance(name, wanted));

    // Words may be as long as a frame, so that whole tables are out of the question; longer ones than this resemble no name.
    private static int Distance(string name, string wanted)
    {
        if (wanted.Length > 100)
        {
            return wanted.Length;
        }

        var row = Enumerable.Range(0, wanted.Length + 1).ToArray();
        for (var i = 1; i <= name.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= wanted.Length; j++)
            {
                var replaced = diagonal + (name[i - 1] == wanted[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[wanted.Length];
    }
}
