namespace NetMonitor.Engine.Configuration;

/// <summary>Guesses which name somebody meant.</summary>
public static class NearestName
{
    /// <summary>More edits than this make another word, not a slip.</summary>
    private const int MostEdits = 3;

    /// <summary>The candidate fewest edits away, or the only one with the same last part; null where none is near.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        var all = candidates.ToList();
        var nearest = all.MinBy(candidate => Edits(name, candidate));
        if (nearest is not null && Edits(name, nearest) <= MostEdits)
        {
            return nearest;
        }

        var sameLast = all.Where(candidate => LastPart(candidate) == LastPart(name)).ToList();
        return sameLast.Count == 1 ? sameLast[0] : null;
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];

    /// <summary>Levenshtein's distance: insertions, deletions and replacements of one character.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
