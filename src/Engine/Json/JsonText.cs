using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetMonitor.Engine.Json;

/// <summary>JSON as bytes or text. Only what JSON itself wants escaped is escaped: our answers are no part of an HTML page.</summary>
public static class JsonText
{
    /// <summary>Bytes that are handed on together.</summary>
    public const int Part = 1 << 16;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    /// <summary>RFC 3339, in UTC, to the millisecond.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

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

    /// <summary>Of any length: no more than a part of it is in memory at once.</summary>
    /// <param name="output">Is handed what was written when so much has come together that it is worth it.</param>
    public static async Task WriteAsync<T>(PipeWriter output, JsonObject<T> shape, T value, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, Compact);
        await shape.WriteAsync(json, value, HandOnAsync);

        async ValueTask HandOnAsync()
        {
            if (json.BytesPending + output.UnflushedBytes >= Part)
            {
                json.Flush();
                _ = await output.FlushAsync(cancellation);
            }
        }
    }

    /// <summary>For people and terminals: indented.</summary>
    public static string Of<T>(JsonObject<T> shape, T value) => Encoding.UTF8.GetString(Bytes(json => shape.Write(json, value), indented: true));
}
