namespace NetMonitor.Engine.Terminal;

/// <summary>Part of a line in one tone.</summary>
public readonly record struct Piece(string Text, Tone Tone = Tone.Plain);
