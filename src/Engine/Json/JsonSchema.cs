using System.Text.Json;

namespace NetMonitor.Engine.Json;

/// <summary>Shapes in the words of JSON Schema 2020-12, as OpenAPI 3.1 takes them.</summary>
public static class JsonSchema
{
    /// <param name="folder">Where the schemas stand in the document: <c>#/components/schemas/</c>.</param>
    public static void Write(Utf8JsonWriter json, JsonShape shape, string folder)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteString("description", shape.Description);
        json.WriteStartArray("required");
        foreach (var member in shape.Members)
        {
            json.WriteStringValue(member.Name);
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        foreach (var member in shape.Members)
        {
            json.WriteStartObject(member.Name);
            WriteType(json, member.Type, folder);
            json.WriteString("description", member.Description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, JsonType type, string folder)
    {
        if (type.IsList)
        {
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            WriteType(json, type with { IsList = false }, folder);
            json.WriteEndObject();
        }
        else if (type.Shape is { } shape)
        {
            WriteReference(json, folder + shape.Name, type.IsNullable);
        }
        else
        {
            WriteScalar(json, type);
        }
    }

    private static void WriteReference(Utf8JsonWriter json, string reference, bool isNullable)
    {
        if (!isNullable)
        {
            json.WriteString("$ref", reference);
            return;
        }

        json.WriteStartArray("oneOf");
        json.WriteStartObject();
        json.WriteString("$ref", reference);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "null");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteScalar(Utf8JsonWriter json, JsonType type)
    {
        var kind = type.Kind.ToString().ToLowerInvariant();
        if (type.IsNullable)
        {
            json.WriteStartArray("type");
            json.WriteStringValue(kind);
            json.WriteStringValue("null");
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("type", kind);
        }

        if (type.Format.Length > 0)
        {
            json.WriteString("format", type.Format);
        }

        if (type.Format == "uint64")
        {
            json.WriteNumber("minimum", 0);
        }

        if (!type.Values.IsEmpty)
        {
            json.WriteStartArray("enum");
            foreach (var value in type.Values)
            {
                json.WriteStringValue(value);
            }

            if (type.IsNullable)
            {
                json.WriteNullValue();
            }

            json.WriteEndArray();
        }
    }
}
