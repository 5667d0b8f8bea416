namespace NetMonitor.Pbm.Editing;

/// <summary>What a key has done. Choices: what the word may become, where that is more than one thing.</summary>
internal sealed record EditorStep(EditorState State, EditorAction Action, string[] Choices)
{
    public static EditorStep To(EditorState state, EditorAction action = EditorAction.Redraw) => new(state, action, []);
}
