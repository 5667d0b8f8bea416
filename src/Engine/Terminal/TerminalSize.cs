namespace NetMonitor.Engine.Terminal;

/// <summary>In characters. A terminal that does not know its size is taken for one of 80 times 24.</summary>
public readonly record struct TerminalSize(int Columns, int Rows)
{
    public int Columns { get; } = Columns > 0 ? Columns : 80;

    public int Rows { get; } = Rows > 0 ? Rows : 24;
}
