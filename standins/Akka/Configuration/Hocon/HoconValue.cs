namespace Akka.Configuration.Hocon;

/// <summary>
/// What stands behind a key: the concatenation of its parts. It is an object when the first part is one, a list when any part is
/// one, and a string when every part is text; so one value can answer as several of them.
/// </summary>
public class HoconValue
{
    internal HoconValue()
    {
    }

    internal static HoconValue Missing { get; } = new();

    internal List<HoconPart> Parts { get; } = [];

    internal bool IsEmpty => Parts.All(part => part is HoconObject { Fields.Count: 0 });

    internal bool IsObject => AsObject() is not null;

    internal bool IsArray => Parts.Exists(part => part is HoconArray || part is HoconReference { Target.IsArray: true });

    internal bool IsString => Parts.Count > 0 && Parts.TrueForAll(part => part is HoconText || part is HoconReference { Target.IsString: true });

    internal HoconObject? AsObject() => Parts.FirstOrDefault() switch
    {
        HoconObject fields => fields,
        HoconReference reference => reference.Target.AsObject(),
        _ => null,
    };

    /// <summary>Null when a part is no text, and for the word <c>null</c>, quoted or not. Outer white space is lost even from quoted text.</summary>
    internal string? AsString()
    {
        if (!IsString)
        {
            return null;
        }

        var text = string.Concat(Parts.Select(part => part is HoconText literal ? literal.Text : ((HoconReference)part).Target.AsString())).Trim();
        return text == "null" ? null : text;
    }

    /// <summary>The items of all list parts, one after the other; empty for anything else.</summary>
    internal IEnumerable<HoconValue> AsArray() => Parts.SelectMany(part => part switch
    {
        HoconArray array => array.Items,
        HoconReference reference => reference.Target.AsArray(),
        _ => [],
    });

    internal HoconObject MakeObject()
    {
        if (AsObject() is not { } fields)
        {
            Parts.Clear();
            Parts.Add(fields = new HoconObject());
        }

        return fields;
    }

    internal HoconValue? Find(IEnumerable<string> path)
    {
        var value = this;
        foreach (var key in path)
        {
            if (value.AsObject() is not { } fields || !fields.Fields.TryGetValue(key, out value))
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>Scalars and lists of <paramref name="winner"/> win whole, objects merge; keys keep the order of the loser, then of the winner.</summary>
    internal static HoconValue Merge(HoconValue winner, HoconValue loser)
    {
        if (winner.AsObject() is not { } winning || loser.AsObject() is not { } losing)
        {
            return winner;
        }

        var merged = new HoconObject();
        foreach (var (key, value) in losing.Fields)
        {
            merged.Fields[key] = value;
        }

        foreach (var (key, value) in winning.Fields)
        {
            merged.Fields[key] = merged.Fields.TryGetValue(key, out var below) ? Merge(value, below) : value;
        }

        return new HoconValue { Parts = { merged } };
    }
}
