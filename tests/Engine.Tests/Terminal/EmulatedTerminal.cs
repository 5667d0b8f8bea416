using System.Globalization;
using System.Text;

namespace NetMonitor.Engine.Tests.Terminal;

/// <summary>What a terminal shows after the control sequences that we use; any other one is an error. Rows that scroll out are kept.</summary>
internal sealed class EmulatedTerminal(int columns, int rows)
{
    private readonly List<StringBuilder> _rows = [new()];
    private int _columns = columns;
    private int _row;
    private int _column;

    public bool ShowsCursor { get; private set; } = true;

    /// <summary>All rows from the first to the last that holds something, scrolled out or not.</summary>
    public IEnumerable<string> Rows => _rows.Select(row => row.ToString().TrimEnd()).Reverse().SkipWhile(row => row.Length == 0).Reverse();

    /// <summary>Where the cursor is, from the first row that was ever written.</summary>
    public (int Row, int Column) Cursor => (_row, _column);

    public void Write(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\r':
                    _column = 0;
                    break;
                case '\n':
                    NewLine();
                    break;
                case '\e' when i + 1 < text.Length && text[i + 1] == '[':
                    i = Sequence(text, i + 2);
                    break;
                // DECKPAM: .NET says so when it opens a terminal.
                case '\e' when i + 1 < text.Length && text[i + 1] == '=':
                    i++;
                    break;
                default:
                    Put(text[i]);
                    break;
            }
        }
    }

    /// <summary>The window becomes narrower or wider: rows that are too long are wrapped, as most terminals do.</summary>
    public void Resize(int columns)
    {
        _columns = columns;
        var wrapped = _rows.SelectMany(row => row.Length <= columns
            ? [row]
            : row.ToString().Chunk(columns).Select(part => new StringBuilder(new string(part)))).ToList();
        _row += wrapped.Count - _rows.Count;
        _rows.Clear();
        _rows.AddRange(wrapped);
    }

    private int Sequence(string text, int start)
    {
        var end = start;
        while (!char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var parameter = text[start..end];
        switch (text[end])
        {
            case 'A':
                _row = Math.Max(Math.Max(0, _rows.Count - rows), _row - int.Parse(parameter, CultureInfo.InvariantCulture));
                break;
            case 'K' when parameter.Length == 0:
                EraseToEnd(_row);
                break;
            case 'J' when parameter.Length == 0:
                EraseToEnd(_row);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            case 'm':
                break;
            case 'h' or 'l' when parameter == "?25":
                ShowsCursor = text[end] == 'h';
                break;
            // DECCKM: as above.
            case 'h' or 'l' when parameter == "?1":
                break;
            default:
                throw new ArgumentException($"CSI {parameter}{text[end]}", nameof(text));
        }

        return end;
    }

    private void EraseToEnd(int row) => _rows[row].Length = Math.Min(_rows[row].Length, _column);

    private void Put(char character)
    {
        if (_column == _columns)
        {
            _column = 0;
            NewLine();
        }

        var row = _rows[_row];
        _ = row.Append(' ', Math.Max(0, _column + 1 - row.Length));
        row[_column++] = character;
    }

    private void NewLine()
    {
        _column = 0;
        if (++_row == _rows.Count)
        {
            _rows.Add(new StringBuilder());
        }
    }
}
