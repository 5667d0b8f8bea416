namespace NetMonitor.Bench.OldVsNew;

/// <summary>One claim, judged by the figures of one tool beside those of another in the same settings. Pure.</summary>
/// <param name="Changes">By setting: from the old tool to the new one, 1 is +100 %. Empty where nothing can be told.</param>
internal sealed record Verdict(Claim Claim, IReadOnlyList<(string Setting, double Change)> Changes)
{
    public const string Held = "held";
    public const string NotHeld = "not held";
    public const string CannotBeTold = "cannot be told";

    /// <summary>Held is what holds in every setting.</summary>
    public string Word => Changes.Count(change => Claim.Holds(change.Change)) switch
    {
        _ when Changes.Count == 0 => CannotBeTold,
        0 => NotHeld,
        var holding when holding == Changes.Count => Held,
        var holding => $"{NotHeld} in {Changes.Count - holding} of {Changes.Count} settings",
    };

    /// <summary>Where a figure is not above zero there is nothing to compare: that setting is left out.</summary>
    public static Verdict Of(Claim claim, IEnumerable<OldVsNewRow> old, IEnumerable<OldVsNewRow> @new)
    {
        var before = old.Where(claim.Applies).ToDictionary(row => row.Setting, claim.Figure);
        return new Verdict(claim,
        [
            .. from row in @new
               where claim.Applies(row)
               let now = claim.Figure(row)
               where now > 0 && before.GetValueOrDefault(row.Setting) > 0
               select (row.Setting, (now.Value / before[row.Setting]!.Value) - 1),
        ]);
    }
}
