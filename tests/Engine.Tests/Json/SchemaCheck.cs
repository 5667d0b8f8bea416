using System.Text.Json;

namespace NetMonitor.Engine.Tests.Json;

/// <summary>Holds a JSON value against a schema of an OpenAPI document: the keywords that ours use, and no others.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly string[] Keywords =
        ["$ref", "description", "enum", "format", "items", "minimum", "oneOf", "properties", "required", "type"];

    private readonly List<string> _faults = [];

    /// <summary>Schema and member, of all members that were met with a value other than null.</summary>
    public HashSet<string> Met { get; } = [];

    /// <summary>Schema and member, of all members that there are.</summary>
    public IEnumerable<string> Known => document.GetProperty("components").GetProperty("schemas").EnumerateObject()
        .SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject().Select(member => $"{schema.Name}.{member.Name}"));

    /// <returns>What does not fit, with its place; empty when all does.</returns>
    public IReadOnlyList<string> Faults(JsonElement value, string schema)
    {
        _faults.Clear();
        CheckNamed(value, schema, "$");
        return _faults.ToList();
    }

    private void CheckNamed(JsonElement value, string name, string place)
    {
        var schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name);
        Check(value, schema, place);
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!schema.GetProperty("properties").TryGetProperty(member.Name, out var type))
            {
                _faults.Add($"{place}.{member.Name} is not in the schema {name}");
                continue;
            }

            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                _ = Met.Add($"{name}.{member.Name}");
            }

            Check(member.Value, type, $"{place}.{member.Name}");
        }
    }

    private void Check(JsonElement value, JsonElement schema, string place)
    {
        Assert.All(schema.EnumerateObject(), keyword => Assert.Contains(keyword.Name, Keywords));
        if (schema.TryGetProperty("$ref", out var reference))
        {
            CheckNamed(value, reference.GetString()!["#/components/schemas/".Length..], place);
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var choice = choices.EnumerateArray().Single(one => one.TryGetProperty("type", out var type) == (value.ValueKind == JsonValueKind.Null));
            Check(value, choice, place);
        }

        if (schema.TryGetProperty("type", out var types) && !IsOneOf(value, types))
        {
            _faults.Add($"{place} is {value.GetRawText()}, no {types.GetRawText()}");
            return;
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
        {
            _faults.Add($"{place} is {value.GetRawText()}, none of {words.GetRawText()}");
        }

        if (schema.TryGetProperty("format", out var format) && !HasFormat(value, format.GetString()!))
        {
            _faults.Add($"{place} is {value.GetRawText()}, no {format.GetString()}");
        }

        if (schema.TryGetProperty("required", out var required) && value.ValueKind == JsonValueKind.Object)
        {
            _faults.AddRange(required.EnumerateArray()
                .Where(member => !value.TryGetProperty(member.GetString()!, out _))
                .Select(member => $"{place}.{member.GetString()} is missing"));
        }

        if (schema.TryGetProperty("items", out var items) && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
            {
                Check(item, items, $"{place}[{index}]");
            }
        }
    }

    private static bool IsOneOf(JsonElement value, JsonElement types) => types.ValueKind == JsonValueKind.Array
        ? types.EnumerateArray().Any(type => Is(value, type.GetString()!))
        : Is(value, types.GetString()!);

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && (value.TryGetInt64(out _) || value.TryGetUInt64(out _)),
        _ => throw new ArgumentException($"type {type}", nameof(type)),
    };

    private static bool HasFormat(JsonElement value, string format) => value.ValueKind == JsonValueKind.Null || format switch
    {
        "uint64" => value.TryGetUInt64(out _),
        "int64" => value.TryGetInt64(out _),
        "double" => value.TryGetDouble(out _),
        "date-time" => value.TryGetDateTimeOffset(out _),
        _ => throw new ArgumentException($"format {format}", nameof(format)),
    };
}
