using System.Buffers.Binary;

namespace NetMonitor.Lab;

internal static class Header
{
    /// <summary>A header of zeros but for these 16-bit fields, in network order; of a value only the low 16 bits are taken.</summary>
    internal static byte[] Of(int length, params ReadOnlySpan<(int Offset, int Value)> fields)
    {
        var header = new byte[length];
        foreach (var (offset, value) in fields)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(offset), unchecked((ushort)value));
        }

        return header;
    }
}
