namespace Akka.Configuration.Hocon;

/// <summary>
/// HOCON as the real package reads it, which is not what the HOCON specification says: no <c>+=</c> (it names a key), no
/// <c>${?x}</c>, no environment, substitutions only within one text. Lenient where it is: braces and brackets too many or too few.
/// </summary>
internal sealed class HoconParser
{
    private readonly HoconReader _reader;
    private readonly HoconValue _root = new();
    private readonly List<HoconReference> _references = [];

    private HoconParser(string text)
    {
        _reader = new HoconReader(text);
        _root.MakeObject();
    }

    public static HoconValue Parse(string text)
    {
        var parser = new HoconParser(text ?? throw new NullReferenceException("There is no text to parse."));
        parser.ParseRoot();
        return parser._root;
    }

    private void ParseRoot()
    {
        _reader.SkipBlank();
        _ = _reader.TryTake("{");
        ParseFields(_root);
        foreach (var reference in _references)
        {
            reference.Target = _root.Find(HoconPath.Split(reference.Path)) ?? throw new FormatException($"Unresolved substitution: {reference.Path}");
        }

        RefuseCycles(_root, []);
    }

    /// <summary>Up to the closing brace, which it takes, or the end of the text.</summary>
    private void ParseFields(HoconValue owner)
    {
        for (_reader.SkipBlank(); !_reader.AtEnd && !_reader.TryTake("}"); _reader.SkipBlank())
        {
            if (_reader.Current is '=' or ':' or '[' or ']')
            {
                // Stray ones are passed over.
                _reader.Skip();
            }
            else if (_reader.AtUnquoted || _reader.Current == '"')
            {
                ParseField(owner);
            }
            else
            {
                throw _reader.UnknownToken();
            }
        }
    }

    private void ParseField(HoconValue owner)
    {
        var value = owner;
        string key;
        do
        {
            key = _reader.TakeKey();
            value = key.Length == 0 ? value : value.MakeObject().GetOrCreate(key);
            _reader.SkipBlank();
        }
        while (_reader.TryTake("."));

        if (key == "include" && _reader.Current == '"')
        {
            throw new NullReferenceException("An include needs a callback, and there is none.");
        }

        if (_reader.TryTake("{"))
        {
            _ = value.MakeObject();
            ParseFields(value);
        }
        else if (_reader.TryTake("=") || _reader.TryTake(":"))
        {
            if (_reader.AtEnd)
            {
                throw _reader.UnknownToken(-1);
            }

            _reader.SkipBlank();
            ParseValue(value);
            _reader.SkipBlank();
            // A comma may follow a value, but not the braces of "key { }".
            _ = _reader.TryTake(",");
        }
    }

    private void ParseValue(HoconValue value)
    {
        if (!value.IsObject)
        {
            value.Parts.Clear();
        }

        var blanks = "";
        while (TryParsePart(value, blanks))
        {
            blanks = _reader.TakeBlanksInLine();
        }
    }

    private bool TryParsePart(HoconValue value, string blanks)
    {
        if (_reader.TryTake("{"))
        {
            _ = value.MakeObject();
            ParseFields(value);
        }
        else if (_reader.TryTake("["))
        {
            ParseArray(value);
        }
        else if (_reader.TryTake("${"))
        {
            return ParseReference(value, blanks);
        }
        else if (_reader.Current == '"')
        {
            AppendText(value, blanks + _reader.TakeQuoted());
        }
        else if (_reader.AtUnquoted)
        {
            AppendText(value, blanks + _reader.TakeUnquoted());
            RefuseAssignment();
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool ParseReference(HoconValue value, string blanks)
    {
        if (_reader.Current == '?')
        {
            // Not known here: the value ends, and the brace is left to end the object around it.
            _ = _reader.TakeUntil('}');
            return false;
        }

        var reference = new HoconReference(_reader.TakeUntil('}').Trim());
        if (!_reader.TryTake("}"))
        {
            throw _reader.UnknownToken();
        }

        if (blanks.Length > 0 && value.IsString)
        {
            value.Parts.Add(new HoconText(blanks));
        }

        value.Parts.Add(reference);
        _references.Add(reference);
        return true;
    }

    /// <summary>Items end at a comma or a line end; a comma may follow the last. Only <c>[]</c> without a blank inside is without items, and adds nothing to the value.</summary>
    private void ParseArray(HoconValue value)
    {
        if (_reader.AtEnd || _reader.TryTake("]"))
        {
            return;
        }

        var items = new List<HoconValue>();
        do
        {
            _reader.SkipBlank();
            var start = _reader.Position;
            var item = new HoconValue();
            ParseValue(item);
            items.Add(item);
            _reader.SkipBlank();
            if (_reader.TryTake(","))
            {
                _reader.SkipBlank();
            }
            else if (_reader.Position == start && !_reader.AtEnd && _reader.Current != ']')
            {
                // The real package never comes back from here.
                throw _reader.UnknownToken();
            }
        }
        while (!_reader.AtEnd && !_reader.TryTake("]"));

        value.Parts.Add(new HoconArray(items));
    }

    private static void AppendText(HoconValue value, string text)
    {
        if (value.IsObject)
        {
            value.Parts.Clear();
        }

        value.Parts.Add(new HoconText(text));
    }

    private void RefuseAssignment()
    {
        if (_reader.Current is '=' or ':')
        {
            throw new ConfigurationException("An unquoted value holds '=' or ':'. Put an object into braces, and a text with such a character, as an address, into double quotes.");
        }
    }

    private static void RefuseCycles(HoconValue value, HashSet<HoconValue> above)
    {
        if (!above.Add(value))
        {
            throw new FormatException("Unresolved substitution: it leads back to itself.");
        }

        foreach (var part in value.Parts)
        {
            IEnumerable<HoconValue> below = part switch
            {
                HoconObject fields => fields.Fields.Values,
                HoconArray array => array.Items,
                HoconReference reference => [reference.Target],
                _ => [],
            };
            foreach (var inner in below)
            {
                RefuseCycles(inner, above);
            }
        }

        _ = above.Remove(value);
    }
}
