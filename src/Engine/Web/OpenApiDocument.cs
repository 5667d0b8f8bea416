using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Web;

/// <summary>What HTTP answers, as OpenAPI 3.1.</summary>
public static class OpenApiDocument
{
    private const string Schemas = "#/components/schemas/";

    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "NetMonitor");
        json.WriteString("version", "1");
        json.WriteString("summary", "What one host's NICs counted.");
        json.WriteString("description", "Members are added within a version, never removed or given another meaning: leave alone those that you do not know.");
        json.WriteEndObject();
        WritePaths(json);
        WriteSchemas(json);
        json.WriteEndObject();
    }

    private static void WritePaths(Utf8JsonWriter json)
    {
        json.WriteStartObject("paths");
        foreach (var path in ApiPath.All)
        {
            json.WriteStartObject(path.Path);
            json.WriteStartObject("get");
            json.WriteString("summary", path.Summary);
            if (!path.Parameters.IsEmpty)
            {
                WriteParameters(json, path);
            }

            json.WriteStartObject("responses");
            WriteAnswer(json, 200, path.Summary, path.ContentType, path.Shapes, path.HasCsv);
            foreach (var (status, meaning) in path.Refusals)
            {
                var (type, shape) = path.Shape is null ? (path.ContentType, null) : (Problem.ContentType, (JsonShape)Problem.Shape);
                WriteAnswer(json, status, meaning, type, new[] { shape }.OfType<JsonShape>(), hasCsv: false);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, ApiPath path)
    {
        json.WriteStartArray("parameters");
        foreach (var parameter in path.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("in", "query");
            json.WriteString("description", $"{parameter.Value}: {parameter.Description}{(parameter.IsRepeatable ? "; may be repeated" : "")}");
            json.WriteStartObject("schema");
            WriteValue(json, parameter);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, ApiParameter parameter)
    {
        if (parameter.IsRepeatable)
        {
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            json.WriteString("type", "string");
            json.WriteEndObject();
        }
        else if (parameter.Range is var (least, most))
        {
            json.WriteString("type", "integer");
            json.WriteNumber("minimum", least);
            json.WriteNumber("maximum", most);
            json.WriteNumber("default", int.Parse(parameter.Default!, CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteString("type", "string");
            WriteWords(json, parameter);
        }
    }

    private static void WriteWords(Utf8JsonWriter json, ApiParameter parameter)
    {
        if (!parameter.Words.IsEmpty)
        {
            json.WriteStartArray("enum");
            foreach (var word in parameter.Words)
            {
                json.WriteStringValue(word);
            }

            json.WriteEndArray();
        }

        if (parameter.Default is { } usual)
        {
            json.WriteString("default", usual);
        }
    }

    /// <param name="shapes">One of these, where there is any.</param>
    private static void WriteAnswer(Utf8JsonWriter json, int status, string meaning, string contentType, IEnumerable<JsonShape> shapes, bool hasCsv)
    {
        json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
        json.WriteString("description", meaning);
        json.WriteStartObject("content");
        json.WriteStartObject(contentType);
        WriteShapes(json, [.. shapes]);
        json.WriteEndObject();
        if (hasCsv)
        {
            json.WriteStartObject("text/csv");
            json.WriteStartObject("schema");
            json.WriteString("type", "string");
            json.WriteString("description", "The rows alone, with the same columns in the same order (RFC 4180), the names in the first line");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteShapes(Utf8JsonWriter json, ImmutableArray<JsonShape> shapes)
    {
        if (shapes is [var only])
        {
            json.WriteStartObject("schema");
            json.WriteString("$ref", Schemas + only.Name);
            json.WriteEndObject();
        }
        else if (!shapes.IsEmpty)
        {
            json.WriteStartObject("schema");
            json.WriteStartArray("oneOf");
            foreach (var shape in shapes)
            {
                json.WriteStartObject();
                json.WriteString("$ref", Schemas + shape.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteSchemas(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        foreach (var shape in ApiPath.AllShapes)
        {
            json.WritePropertyName(shape.Name);
            JsonSchema.Write(json, shape, Schemas);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
