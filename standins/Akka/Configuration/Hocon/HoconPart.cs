namespace Akka.Configuration.Hocon;

/// <summary>One piece of a value: <c>x ${b} [1]</c> is three of them.</summary>
internal abstract record HoconPart;

internal sealed record HoconText(string Text) : HoconPart;

internal sealed record HoconArray(IReadOnlyList<HoconValue> Items) : HoconPart;

/// <summary>What a <c>${path}</c> stands for; its value is known once the whole text is read.</summary>
internal sealed record HoconReference(string Path) : HoconPart
{
    public HoconValue Target { get; set; } = HoconValue.Missing;
}

internal sealed record HoconObject : HoconPart
{
    /// <summary>In the order in which the keys were first written.</summary>
    public OrderedDictionary<string, HoconValue> Fields { get; } = new(StringComparer.Ordinal);

    public HoconValue GetOrCreate(string key)
    {
        if (!Fields.TryGetValue(key, out var value))
        {
            value = new HoconValue();
            Fields.Add(key, value);
        }

        return value;
    }
}
