using System.Collections.Immutable;

namespace NetMonitor.Pbm.Editing;

/// <summary>The lines that were entered, oldest first; at most <see cref="Most"/>.</summary>
internal sealed record History(ImmutableArray<string> Lines)
{
    public const int Most = 500;

    public static History Empty { get; } = new([]);

    public static History Of(IEnumerable<string> lines) => new([.. lines.Where(line => !string.IsNullOrWhiteSpace(line)).TakeLast(Most)]);

    /// <summary>The same line again is not kept again.</summary>
    public History Add(string line) => string.IsNullOrWhiteSpace(line) || (!Lines.IsEmpty && Lines[^1] == line) ? this : Of(Lines.Add(line));
}
