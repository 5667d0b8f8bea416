namespace NetMonitor.Pbm.Editing;

/// <summary>
/// A line being typed. Recalled: which line of the history it came from, its length for none; then Draft is what was typed before.
/// </summary>
internal sealed record EditorState(Line Line, History History, int Recalled, Line Draft)
{
    public static EditorState Start(History history) => new(Line.Empty, history, history.Lines.Length, Line.Empty);

    /// <summary>As many lines back, or forward when negative, as there are.</summary>
    public EditorState Recall(int back)
    {
        var wanted = Recalled - back;
        if (wanted < 0 || wanted > History.Lines.Length)
        {
            return this;
        }

        var draft = Recalled == History.Lines.Length ? Line : Draft;
        return this with { Recalled = wanted, Draft = draft, Line = wanted == History.Lines.Length ? draft : Line.Of(History.Lines[wanted]) };
    }
}
