namespace NetMonitor.Pbm.Editing;

/// <summary>The prompt and the line as a terminal draws them: in one row, of which a long line shows the part around the cursor.</summary>
internal static class PromptLine
{
    private const string EraseRest = "\e[K";

    public static string Draw(string prompt, Line line, int columns)
    {
        // The last column stays free: a terminal that is written full wraps in one of several ways.
        var room = Math.Max(1, columns - prompt.Length - 1);
        var first = Math.Max(0, line.Cursor - room);
        var shown = line.Text.Substring(first, Math.Min(room, line.Text.Length - first));
        var back = shown.Length - (line.Cursor - first);
        return $"\r{prompt}{shown}{EraseRest}{(back > 0 ? $"\e[{back}D" : "")}";
    }
}
