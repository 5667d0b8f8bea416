using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace NetMonitor.Native.Netlink;

/// <summary>One attribute: its type without the flag bits, and its value, which is read as what the type promises.</summary>
internal readonly ref struct NetlinkAttribute(ushort type, ReadOnlySpan<byte> value)
{
    public ushort Type { get; } = type;

    public ReadOnlySpan<byte> Value { get; } = value;

    public NetlinkAttributes Nested => new(Value);

    /// <summary>A number or struct in the host's byte order.</summary>
    public T As<T>()
        where T : unmanaged
    {
        return MemoryMarshal.TryRead<T>(Value, out var value)
            ? value
            : throw new NetlinkFormatException($"attribute {Type} has {Value.Length} bytes, its value takes {Unsafe.SizeOf<T>()}");
    }

    /// <summary>Text up to the first NUL, or to the end where there is none.</summary>
    public string AsText()
    {
        var end = Value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? Value : Value[..end]);
    }
}
