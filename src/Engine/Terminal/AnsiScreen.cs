using System.Collections.Immutable;
using System.Text;

namespace NetMonitor.Engine.Terminal;

/// <summary>A block of lines at the lower end of what a terminal shows, as the control sequences (ECMA-48) that draw it again in the
/// same place. Knows nothing of the terminal but its size.</summary>
public sealed class AnsiScreen(bool hasColours)
{
    private const string HideCursor = "\e[?25l";

    private const string ShowCursor = "\e[?25h";

    private const string EraseToEndOfLine = "\e[K";

    private const string EraseBelow = "\e[J";

    private ImmutableArray<LiveLine> _drawn = [];
    private bool _isHidden;

    /// <summary>The block, in the place of the one before.</summary>
    public string Draw(ImmutableArray<LiveLine> lines, TerminalSize size)
    {
        var text = new StringBuilder(_isHidden ? "" : HideCursor).Append(ToTop(size));
        _isHidden = true;
        _drawn = lines;
        foreach (var line in lines)
        {
            _ = text.Append(line.Rendered(hasColours)).Append(EraseToEndOfLine).Append('\n');
        }

        return text.Append(EraseBelow).ToString();
    }

    /// <summary>A line that stays, above the block.</summary>
    public string Above(string line, TerminalSize size)
    {
        if (_drawn.IsEmpty)
        {
            return line + "\n";
        }

        var top = ToTop(size) + EraseBelow + line + "\n";
        var lines = _drawn;
        _drawn = [];
        return top + Draw([.. lines.Select(one => one.Cut(size.Columns - 1))], size);
    }

    /// <summary>What was drawn last stays; the cursor is below it, and visible.</summary>
    public string End()
    {
        _drawn = [];
        var text = _isHidden ? ShowCursor : "";
        _isHidden = false;
        return text;
    }

    /// <summary>A terminal that became narrower has wrapped the lines that it shows.</summary>
    private string ToTop(TerminalSize size)
    {
        var rows = _drawn.Sum(line => Math.Max(1, (line.Text.Length + size.Columns - 1) / size.Columns));
        return rows == 0 ? "\r" : $"\r\e[{Math.Min(rows, size.Rows - 1)}A";
    }
}
