using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetMonitor.Engine.Json;

/// <summary>JSON as bytes or text. Only what JSON itself wants escaped is escaped: our answers are no part of an HTML page.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    public static void Write(IBufferWriter<byte> output, Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var json = new Utf8JsonWriter(output, indented ? Indented : Compact);
        write(json);
    }

    public static byte[] Bytes(Action<Utf8JsonWriter> write, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, write, indented);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>For people and terminals: indented.</summary>
    public static string Of<T>(JsonObject<T> shape, T value) => Encoding.UTF8.GetString(Bytes(json => shape.Write(json, value), indented: true));
}
