using System.Globalization;
using System.Text;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

/// <summary>What a terminal shows of what was written to it, as far as pbm writes. All that has scrolled by is kept.</summary>
internal sealed class Screen
{
    private readonly List<string> _above = [];
    private readonly StringBuilder _row = new();
    private string _incomplete = "";

    public int Column { get; private set; }

    public string Current => _row.ToString();

    public string All => string.Join('\n', _above.Append(Current).Select(row => row.TrimEnd()));

    public void Write(string text)
    {
        var all = _incomplete + text;
        for (var at = 0; at < all.Length;)
        {
            var taken = all[at] == '\e' ? Escape(all.AsSpan(at)) : Plain(all[at]);
            if (taken == 0)
            {
                _incomplete = all[at..];
                return;
            }

            at += taken;
        }

        _incomplete = "";
    }

    private int Plain(char one)
    {
        switch (one)
        {
            case '\r':
                Column = 0;
                break;
            case '\n':
                _above.Add(Current);
                _row.Clear();
                Column = 0;
                break;
            default:
                _row.Append(' ', Math.Max(0, Column - _row.Length));
                _row.Remove(Column, Column < _row.Length ? 1 : 0).Insert(Column++, one);
                break;
        }

        return 1;
    }

    /// <returns>How long the sequence is; 0 when more is to come.</returns>
    private int Escape(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || (text[1] == '[' && text[2..].IndexOfAnyInRange('@', '~') < 0))
        {
            return 0;
        }

        if (text[1] != '[')
        {
            return 2;
        }

        var end = 2 + text[2..].IndexOfAnyInRange('@', '~');
        if (text[end] == 'D')
        {
            Column -= int.Parse(text[2..end], CultureInfo.InvariantCulture);
        }
        else if (text[end] == 'K')
        {
            _row.Length = Math.Min(_row.Length, Column);
        }

        return end + 1;
    }
}
