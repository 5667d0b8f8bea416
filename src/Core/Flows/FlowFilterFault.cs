namespace NetMonitor.Core.Flows;

/// <summary>A word of a filter that means nothing.</summary>
/// <param name="At">Where <paramref name="Word"/> begins in <paramref name="Text"/>.</param>
/// <param name="Word">Empty where one is missing.</param>
/// <param name="Message">What is wrong with it, and what there is instead.</param>
public sealed record FlowFilterFault(string Text, int At, string Word, string Message)
{
    /// <summary>The text, and below the word what is wrong with it: two lines, readable in a font of fixed width.</summary>
    public override string ToString() => $"{Text}\n{new string(' ', At)}{new string('^', Math.Max(1, Word.Length))} {Message}";
}
