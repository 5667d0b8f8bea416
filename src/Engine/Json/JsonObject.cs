using System.Collections.Immutable;
using System.Text.Json;

namespace NetMonitor.Engine.Json;

/// <summary>A shape and the way from a <typeparamref name="T"/> to it. Schema and writer are one list, so that neither can name what
/// the other does not; each member is added by a call that returns the longer shape.</summary>
/// <remarks>No reflection and no generated code: the program runs without code made at run time.</remarks>
public sealed class JsonObject<T> : JsonShape
{
    private readonly ImmutableArray<MemberWriter> _writers;

    public JsonObject(string name, string description)
        : this(name, description, [], [])
    {
    }

    private JsonObject(
        string name, string description, ImmutableArray<JsonMember> members, ImmutableArray<MemberWriter> writers)
        : base(name, description, members) => _writers = writers;

    public void Write(Utf8JsonWriter json, T value)
    {
        json.WriteStartObject();
        foreach (var (write, _) in _writers)
        {
            write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>The same, for what may be too much to be in memory at once.</summary>
    /// <param name="written">Awaited after each item of a list of this object's own.</param>
    public async Task WriteAsync(Utf8JsonWriter json, T value, Func<ValueTask> written)
    {
        json.WriteStartObject();
        foreach (var (write, writeAsync) in _writers)
        {
            if (writeAsync is null)
            {
                write(json, value);
            }
            else
            {
                await writeAsync(json, value, written);
            }
        }

        json.WriteEndObject();
    }

    /// <param name="values">All that it may say; none where it may say anything.</param>
    public JsonObject<T> Text(string name, string description, Func<T, string> value, params ImmutableArray<string> values) =>
        With(name, description, new JsonType(JsonKind.String, Values: values), (json, from) => json.WriteString(name, value(from)));

    public JsonObject<T> TextOrNull(string name, string description, Func<T, string?> value, params ImmutableArray<string> values) =>
        With(name, description, new JsonType(JsonKind.String, IsNullable: true, Values: values), (json, from) => json.WriteString(name, value(from)));

    /// <summary>A counter: exact, also beyond 2^53.</summary>
    public JsonObject<T> Count(string name, string description, Func<T, ulong> value) =>
        With(name, description, new JsonType(JsonKind.Integer, "uint64"), (json, from) => json.WriteNumber(name, value(from)));

    public JsonObject<T> Integer(string name, string description, Func<T, long> value) =>
        With(name, description, new JsonType(JsonKind.Integer, "int64"), (json, from) => json.WriteNumber(name, value(from)));

    public JsonObject<T> IntegerOrNull(string name, string description, Func<T, long?> value) =>
        With(name, description, new JsonType(JsonKind.Integer, "int64", IsNullable: true), (json, from) =>
        {
            if (value(from) is { } number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteNull(name);
            }
        });

    public JsonObject<T> Number(string name, string description, Func<T, double> value) =>
        With(name, description, new JsonType(JsonKind.Number, "double"), (json, from) => json.WriteNumber(name, value(from)));

    public JsonObject<T> NumberOrNull(string name, string description, Func<T, double?> value) =>
        With(name, description, new JsonType(JsonKind.Number, "double", IsNullable: true), (json, from) =>
        {
            if (value(from) is { } number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteNull(name);
            }
        });

    public JsonObject<T> Truth(string name, string description, Func<T, bool> value) =>
        With(name, description, new JsonType(JsonKind.Boolean), (json, from) => json.WriteBoolean(name, value(from)));

    /// <summary>RFC 3339, in UTC, to the millisecond.</summary>
    public JsonObject<T> Moment(string name, string description, Func<T, DateTimeOffset> value) => With(
        name, description, new JsonType(JsonKind.String, "date-time"), (json, from) => json.WriteString(name, JsonText.Moment(value(from))));

    public JsonObject<T> Object<TInner>(string name, string description, JsonObject<TInner> shape, Func<T, TInner> value) =>
        With(name, description, new JsonType(JsonKind.Object, Shape: shape), (json, from) =>
        {
            json.WritePropertyName(name);
            shape.Write(json, value(from));
        });

    public JsonObject<T> ObjectOrNull<TInner>(string name, string description, JsonObject<TInner> shape, Func<T, TInner?> value)
        where TInner : class =>
        With(name, description, new JsonType(JsonKind.Object, IsNullable: true, Shape: shape), (json, from) =>
        {
            json.WritePropertyName(name);
            if (value(from) is { } inner)
            {
                shape.Write(json, inner);
            }
            else
            {
                json.WriteNullValue();
            }
        });

    public JsonObject<T> List<TItem>(string name, string description, JsonObject<TItem> shape, Func<T, IEnumerable<TItem>> items)
    {
        return With(name, description, new JsonType(JsonKind.Object, IsList: true, Shape: shape), Write, WriteAsync);

        void Write(Utf8JsonWriter json, T from)
        {
            json.WriteStartArray(name);
            foreach (var item in items(from))
            {
                shape.Write(json, item);
            }

            json.WriteEndArray();
        }

        async Task WriteAsync(Utf8JsonWriter json, T from, Func<ValueTask> written)
        {
            json.WriteStartArray(name);
            foreach (var item in items(from))
            {
                shape.Write(json, item);
                await written();
            }

            json.WriteEndArray();
        }
    }

    public JsonObject<T> Texts(string name, string description, Func<T, IEnumerable<string>> items) =>
        With(name, description, new JsonType(JsonKind.String, IsList: true), (json, from) =>
        {
            json.WriteStartArray(name);
            foreach (var item in items(from))
            {
                json.WriteStringValue(item);
            }

            json.WriteEndArray();
        });

    public JsonObject<T> Integers(string name, string description, Func<T, IEnumerable<long>> items) =>
        With(name, description, new JsonType(JsonKind.Integer, "int64", IsList: true), (json, from) =>
        {
            json.WriteStartArray(name);
            foreach (var item in items(from))
            {
                json.WriteNumberValue(item);
            }

            json.WriteEndArray();
        });

    private JsonObject<T> With(
        string name, string description, JsonType type, Action<Utf8JsonWriter, T> write, Func<Utf8JsonWriter, T, Func<ValueTask>, Task>? writeAsync = null) =>
        new(Name, Description, Members.Add(new JsonMember(name, description, type)), _writers.Add(new(write, writeAsync)));

    /// <param name="WriteAsync">Only for what may be long.</param>
    private readonly record struct MemberWriter(Action<Utf8JsonWriter, T> Write, Func<Utf8JsonWriter, T, Func<ValueTask>, Task>? WriteAsync);
}
