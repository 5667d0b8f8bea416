namespace NetMonitor.Pbm.Editing;

/// <summary>What is typed, and where the cursor stands in it (0 to its length).</summary>
internal sealed record Line(string Text, int Cursor)
{
    public static Line Empty { get; } = new("", 0);

    public string Before => Text[..Cursor];

    public static Line Of(string text) => new(text, text.Length);

    public Line Insert(string text) => new(Text.Insert(Cursor, text), Cursor + text.Length);

    public Line Move(int to) => this with { Cursor = Math.Clamp(to, 0, Text.Length) };

    /// <summary>Without what stands between the cursor and there.</summary>
    public Line Erase(int to)
    {
        var end = Math.Clamp(to, 0, Text.Length);
        var start = Math.Min(end, Cursor);
        return new Line(Text.Remove(start, Math.Abs(end - Cursor)), start);
    }

    /// <summary>Where the word before the cursor begins.</summary>
    public int WordStart
    {
        get
        {
            var word = Before.TrimEnd();
            return word.LastIndexOf(' ') + 1;
        }
    }
}
