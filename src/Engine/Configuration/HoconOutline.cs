using System.Collections.Immutable;

namespace NetMonitor.Engine.Configuration;

/// <summary>Lists the keys of a HOCON text with their positions, and refuses what the parser behind <c>ConfigurationFactory</c> would
/// accept in silence: it takes an unclosed brace, ends at a surplus one, joins a line without <c>=</c> to the next, makes
/// <c>a += 1</c> a key named <c>a+</c>, and does not come back from <c>[ }</c>.</summary>
public sealed class HoconOutline
{
    private const string KeyEnd = " \t\r\n={}[]:,\"#.+";
    private const string ValueEnd = "\r\n,{}[]\"#";

    private readonly string _text;
    private readonly ImmutableArray<HoconKey>.Builder _keys = ImmutableArray.CreateBuilder<HoconKey>();
    private int _at;

    private HoconOutline(string text) => _text = text;

    private bool AtEnd => _at >= _text.Length;

    private char Current => _text[_at];

    /// <summary>Every assignment, in order; an empty object is not one.</summary>
    /// <exception cref="MalformedHocon">With the position.</exception>
    public static ImmutableArray<HoconKey> Read(string text)
    {
        var outline = new HoconOutline(text);
        outline.ReadRoot();
        return outline._keys.ToImmutable();
    }

    private void ReadRoot()
    {
        SkipBlank();
        if (!AtEnd && Current == '{')
        {
            ReadObject("");
            SkipBlank();
        }
        else
        {
            ReadFields("");
        }

        if (!AtEnd)
        {
            throw Malformed(Current == '}' ? "a closing brace without an opening one" : $"unexpected '{Current}'");
        }
    }

    private void ReadObject(string path)
    {
        var opened = _at++;
        ReadFields(path);
        if (AtEnd)
        {
            throw Malformed("this brace is never closed", opened);
        }

        Expect('}', "a closing brace");
    }

    private void ReadFields(string path)
    {
        for (SkipSeparators(); !AtEnd && Current is not ('}' or ']'); SkipSeparators())
        {
            ReadField(path);
        }
    }

    private void ReadField(string parent)
    {
        var start = _at;
        var path = ReadPath(parent);
        SkipSpaces();
        if (!AtEnd && Current == '{')
        {
            ReadObject(path);
            return;
        }

        if (AtEnd || Current is not ('=' or ':'))
        {
            throw Malformed(
                !AtEnd && Current == '+' ? "'+=' is not supported; write the whole list"
                : path == "include" ? "include is not supported"
                : $"expected '=' after '{path}'");
        }

        _at++;
        SkipSpaces();
        if (!AtEnd && Current == '{')
        {
            ReadObject(path);
            return;
        }

        var isList = !AtEnd && Current == '[';
        ReadValue(path);
        _keys.Add(new HoconKey(path, isList, Line(start)));
    }

    private string ReadPath(string parent)
    {
        var path = parent;
        while (true)
        {
            var start = _at;
            string part;
            if (!AtEnd && Current == '"')
            {
                ReadQuoted();
                part = _text[start.._at];
            }
            else
            {
                SkipWhile(c => !KeyEnd.Contains(c, StringComparison.Ordinal));
                part = _text[start.._at];
                if (part.Length == 0)
                {
                    throw Malformed(AtEnd ? "a key is missing" : $"expected a key, found '{Current}'");
                }
            }

            path = path.Length == 0 ? part : $"{path}.{part}";
            if (AtEnd || Current != '.')
            {
                return path;
            }

            _at++;
        }
    }

    private void ReadValue(string path)
    {
        var start = _at;
        while (!AtEnd && Current is not ('\r' or '\n' or ',' or '}' or ']' or '#') && !Comment())
        {
            switch (Current)
            {
                case '[':
                    ReadList(path);
                    break;
                case '{':
                    ReadObject(path);
                    break;
                case '"':
                    ReadQuoted();
                    break;
                case '$':
                    ReadSubstitution();
                    break;
                default:
                    _at++;
                    SkipWhile(c => c is not ('$' or '/') && !ValueEnd.Contains(c, StringComparison.Ordinal));
                    break;
            }
        }

        if (_text.AsSpan(start, _at - start).Trim().IsEmpty)
        {
            throw Malformed($"'{path}' has no value", start);
        }
    }

    private void ReadList(string path)
    {
        var opened = _at++;
        for (SkipSeparators(); !AtEnd && Current is not (']' or '}'); SkipSeparators())
        {
            ReadValue(path);
        }

        if (AtEnd)
        {
            throw Malformed("this bracket is never closed", opened);
        }

        Expect(']', "a closing bracket");
    }

    private void ReadQuoted()
    {
        var opened = _at;
        if (string.CompareOrdinal(_text, _at, "\"\"\"", 0, 3) == 0)
        {
            var close = _text.IndexOf("\"\"\"", _at + 3, StringComparison.Ordinal);
            _at = close < 0 ? throw Malformed("this string is never closed", opened) : close + 3;
            return;
        }

        for (_at++; !AtEnd && Current != '"'; _at++)
        {
            if (Current == '\n')
            {
                throw Malformed("this string is not closed on its line", opened);
            }

            if (Current == '\\')
            {
                _at++;
            }
        }

        if (AtEnd)
        {
            throw Malformed("this string is never closed", opened);
        }

        _at++;
    }

    private void ReadSubstitution()
    {
        var opened = _at;
        if (string.CompareOrdinal(_text, _at, "${?", 0, 3) == 0)
        {
            throw Malformed("'${?...}' is not supported; environment variables named NETMONITOR_... are read by themselves");
        }

        var close = _text.IndexOf('}', _at);
        _at = close < 0 ? throw Malformed("this substitution is never closed", opened) : close + 1;
    }

    private void Expect(char expected, string name)
    {
        if (Current != expected)
        {
            throw Malformed($"expected {name}, found '{Current}'");
        }

        _at++;
    }

    private bool Comment() => Current == '#' || string.CompareOrdinal(_text, _at, "//", 0, 2) == 0;

    private void SkipSpaces() => SkipWhile(c => c is ' ' or '\t');

    private void SkipSeparators() => SkipBlank(',');

    private void SkipBlank(char also = ' ')
    {
        while (!AtEnd && (char.IsWhiteSpace(Current) || Current == also || Comment()))
        {
            if (Comment())
            {
                SkipWhile(c => c != '\n');
            }
            else
            {
                _at++;
            }
        }
    }

    private void SkipWhile(Func<char, bool> wanted)
    {
        while (!AtEnd && wanted(Current))
        {
            _at++;
        }
    }

    private int Line(int at) => _text.AsSpan(0, at).Count('\n') + 1;

    private MalformedHocon Malformed(string problem) => Malformed(problem, _at);

    private MalformedHocon Malformed(string problem, int at)
    {
        var position = Math.Min(at, _text.Length);
        var lineStart = position == 0 ? 0 : _text.LastIndexOf('\n', position - 1) + 1;
        return new MalformedHocon(problem, Line(position), position - lineStart + 1);
    }
}
