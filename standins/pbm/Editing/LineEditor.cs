namespace NetMonitor.Pbm.Editing;

/// <summary>What each key does to the line: the usual ones, and readline's where a terminal may lack a key.</summary>
internal sealed class LineEditor(Func<string, string[]> completion)
{
    public EditorStep Press(EditorState state, ConsoleKeyInfo key)
    {
        var line = state.Line;
        var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        return (key.Key, isControl) switch
        {
            (ConsoleKey.Enter, _) or (ConsoleKey.J or ConsoleKey.M, true) => EditorStep.To(state, EditorAction.Enter),
            (ConsoleKey.C, true) => EditorStep.To(state, EditorAction.Drop),
            (ConsoleKey.D, true) when line.Text.Length == 0 => EditorStep.To(state, EditorAction.Leave),
            (ConsoleKey.L, true) => EditorStep.To(state, EditorAction.ClearScreen),
            (ConsoleKey.Tab, _) or (ConsoleKey.I, true) => Complete(state),
            (ConsoleKey.UpArrow, _) or (ConsoleKey.P, true) => EditorStep.To(state.Recall(1)),
            (ConsoleKey.DownArrow, _) or (ConsoleKey.N, true) => EditorStep.To(state.Recall(-1)),
            _ => EditorStep.To(state with { Line = Edit(line, key, isControl) }),
        };
    }

    private static Line Edit(Line line, ConsoleKeyInfo key, bool isControl) => (key.Key, isControl) switch
    {
        (ConsoleKey.LeftArrow, true) => line.Move(line.WordStart),
        (ConsoleKey.LeftArrow, _) or (ConsoleKey.B, true) => line.Move(line.Cursor - 1),
        (ConsoleKey.RightArrow, _) or (ConsoleKey.F, true) => line.Move(line.Cursor + 1),
        (ConsoleKey.Home, _) or (ConsoleKey.A, true) => line.Move(0),
        (ConsoleKey.End, _) or (ConsoleKey.E, true) => line.Move(line.Text.Length),
        (ConsoleKey.Backspace, _) or (ConsoleKey.H, true) => line.Erase(line.Cursor - 1),
        (ConsoleKey.Delete, _) or (ConsoleKey.D, true) => line.Erase(line.Cursor + 1),
        (ConsoleKey.K, true) => line.Erase(line.Text.Length),
        (ConsoleKey.U, true) => line.Erase(0),
        (ConsoleKey.W, true) => line.Erase(line.WordStart),
        _ => char.IsControl(key.KeyChar) ? line : line.Insert(key.KeyChar.ToString()),
    };

    private EditorStep Complete(EditorState state)
    {
        var line = state.Line;
        var choices = completion(line.Before);
        if (choices.Length == 0)
        {
            return EditorStep.To(state);
        }

        var typed = line.Before.Length - (line.Before.LastIndexOf(' ') + 1);
        var common = choices.Aggregate((one, other) => one[..one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count()]);
        var added = common[typed..] + (choices.Length == 1 ? " " : "");
        return added.Length > 0 ? EditorStep.To(state with { Line = line.Insert(added) }) : new EditorStep(state, EditorAction.Choose, choices);
    }
}
