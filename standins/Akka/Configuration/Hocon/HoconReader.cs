using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>The characters of one text and what can be read off them without knowing where in the grammar we are.</summary>
internal sealed class HoconReader(string text)
{
    private const string NotInUnquotedText = "$\"{}[]:=,#`^?!@*&\\";
    private int _position;

    public int Position => _position;

    public bool AtEnd => _position >= text.Length;

    public char Current => AtEnd ? '\0' : text[_position];

    public bool AtUnquoted => !AtEnd && !char.IsWhiteSpace(Current) && !NotInUnquotedText.Contains(Current, StringComparison.Ordinal) && !AtComment;

    private bool AtComment => Current == '#' || At("//");

    public bool At(string token) => string.CompareOrdinal(text, _position, token, 0, token.Length) == 0;

    public void Skip(int count = 1) => _position = Math.Min(_position + count, text.Length);

    public bool TryTake(string token)
    {
        var found = At(token);
        _position += found ? token.Length : 0;
        return found;
    }

    /// <summary>White space, line ends and comments.</summary>
    public void SkipBlank()
    {
        while (!AtEnd && (char.IsWhiteSpace(Current) || AtComment))
        {
            if (AtComment)
            {
                TakeWhile(character => character != '\n');
            }
            else
            {
                Skip();
            }
        }
    }

    public string TakeBlanksInLine() => TakeWhile(character => character is ' ' or '\t');

    public string TakeUnquoted()
    {
        var start = _position;
        while (AtUnquoted)
        {
            Skip();
        }

        return text[start.._position];
    }

    /// <summary>One key of a dotted path: quoted, or everything up to the next dot, assignment, brace or comment, blanks and line ends inside included.</summary>
    public string TakeKey()
    {
        if (Current == '"')
        {
            return TakeQuoted();
        }

        var start = _position;
        while (Current != '.' && (AtUnquoted || (!AtEnd && char.IsWhiteSpace(Current))))
        {
            Skip();
        }

        return text[start.._position].Trim();
    }

    /// <summary>Text in one or three double quotes; without an end it runs to the end of the file.</summary>
    public string TakeQuoted()
    {
        if (TryTake("\"\"\""))
        {
            var end = text.IndexOf("\"\"\"", _position, StringComparison.Ordinal);
            var raw = text[_position..(end < 0 ? text.Length : end)];
            _position = end < 0 ? text.Length : end + 3;
            return raw;
        }

        Skip();
        var result = new StringBuilder();
        while (!AtEnd && Current != '"')
        {
            result.Append(Current == '\\' ? TakeEscape() : Current);
            Skip();
        }

        Skip();
        return result.ToString();
    }

    public string TakeUntil(char end) => TakeWhile(character => character != end);

    public FormatException UnknownToken(int at = 0) => new($"Unknown token at position {_position + at}: {text.Split('\n')[text.AsSpan(0, Math.Min(_position, text.Length)).Count('\n')]}");

    private char TakeEscape()
    {
        Skip();
        switch (Current)
        {
            case '"' or '\\' or '/':
                return Current;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 < text.Length && int.TryParse(text.AsSpan(_position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                Skip(4);
                return (char)code;
            default:
                throw new FormatException($"Unknown escape code: {Current}");
        }
    }

    private string TakeWhile(Predicate<char> wanted)
    {
        var start = _position;
        while (!AtEnd && wanted(Current))
        {
            Skip();
        }

        return text[start.._position];
    }
}
