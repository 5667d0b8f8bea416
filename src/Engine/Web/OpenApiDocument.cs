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
            if (path == ApiPath.Host)
            {
                WriteParameter(json);
            }

            json.WriteStartObject("responses");
            WriteAnswer(json, 200, path.Summary, path.ContentType, path.Shape);
            foreach (var (status, meaning) in path.Refusals)
            {
                var (type, shape) = path.Shape is null ? (path.ContentType, null) : (Problem.ContentType, (JsonShape)Problem.Shape);
                WriteAnswer(json, status, meaning, type, shape);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json)
    {
        json.WriteStartArray("parameters");
        json.WriteStartObject();
        json.WriteString("name", InterfaceQuery.Parameter);
        json.WriteString("in", "query");
        json.WriteString("description", "A NIC's name or glob, as eth*; may be repeated. Without it, every NIC.");
        json.WriteStartObject("schema");
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteAnswer(Utf8JsonWriter json, int status, string meaning, string contentType, JsonShape? shape)
    {
        json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
        json.WriteString("description", meaning);
        json.WriteStartObject("content");
        json.WriteStartObject(contentType);
        if (shape is not null)
        {
            json.WriteStartObject("schema");
            json.WriteString("$ref", Schemas + shape.Name);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSchemas(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        foreach (var shape in ApiPath.All.Select(path => path.Shape).OfType<JsonShape>().Append(Problem.Shape).SelectMany(shape => shape.WithInner()))
        {
            json.WritePropertyName(shape.Name);
            JsonSchema.Write(json, shape, Schemas);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
