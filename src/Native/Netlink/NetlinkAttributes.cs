using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Netlink;

/// <summary>A run of attributes, in order. Every step consumes at least a header, so that it ends on any bytes.</summary>
internal ref struct NetlinkAttributes(ReadOnlySpan<byte> bytes)
{
    private const int FlagBits = RouteConstants.NLA_F_NESTED | RouteConstants.NLA_F_NET_BYTEORDER;

    private ReadOnlySpan<byte> _rest = bytes;

    public NetlinkAttribute Current { get; private set; }

    public readonly NetlinkAttributes GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (!MemoryMarshal.TryRead<AttributeHeader>(_rest, out var header))
        {
            throw new NetlinkFormatException($"{_rest.Length} bytes are left, an attribute header takes {Unsafe.SizeOf<AttributeHeader>()}");
        }

        if (header.NlaLen < Unsafe.SizeOf<AttributeHeader>() || header.NlaLen > _rest.Length)
        {
            throw new NetlinkFormatException($"attribute {header.NlaType} gives its length as {header.NlaLen}, {_rest.Length} bytes are left");
        }

        Current = new NetlinkAttribute((ushort)(header.NlaType & ~FlagBits), _rest[Unsafe.SizeOf<AttributeHeader>()..header.NlaLen]);
        _rest = _rest[Math.Min(Alignment.RoundUp(header.NlaLen), _rest.Length)..];
        return true;
    }
}
