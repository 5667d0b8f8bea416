using System.Buffers.Binary;
using System.Text.Json;

namespace NetMonitor.Pbm.Protocol;

/// <summary>A message on the wire: its length in bytes (4, big-endian), then the message as JSON in UTF-8.</summary>
internal static class Frame
{
    /// <summary>A command line of words.</summary>
    public const int LargestToHost = 64 << 10;

    /// <summary>A table of a large host, or all of its palettes.</summary>
    public const int LargestToClient = 16 << 20;

    private const int HeaderBytes = 4;

    public static byte[] Of(Message message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Default.Message);
        var frame = new byte[HeaderBytes + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, body.Length);
        body.CopyTo(frame, HeaderBytes);
        return frame;
    }

    /// <returns>Null when the other side has ended between two messages.</returns>
    /// <exception cref="BadFrameException">Longer than <paramref name="largest"/>, cut short, or no message.</exception>
    public static async Task<Message?> ReadAsync(Stream stream, int largest, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderBytes];
        var got = await stream.ReadAtLeastAsync(header, HeaderBytes, false, cancellationToken).ConfigureAwait(false);
        if (got == 0)
        {
            return null;
        }

        var length = got == HeaderBytes ? BinaryPrimitives.ReadUInt32BigEndian(header) : throw CutShort();
        if (length > largest)
        {
            throw new BadFrameException($"a message of {length} bytes, or no message of pbm; at most {largest} bytes are read");
        }

        var body = new byte[length];
        return await stream.ReadAtLeastAsync(body, body.Length, false, cancellationToken).ConfigureAwait(false) == body.Length ? Parse(body) : throw CutShort();
    }

    private static Message Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, MessageJson.Default.Message) switch
            {
                null => throw new BadFrameException("a message that is null"),
                // The serializer looks at what a property holds, not at what an array does.
                Request request when Array.Exists(request.Words, word => word is null) => throw new BadFrameException("a word that is null"),
                var message => message,
            };
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new BadFrameException($"no message of pbm: {e.Message}");
        }
    }

    private static BadFrameException CutShort() => new("a message that was cut short");
}
