using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Netlink;

/// <summary>The messages of one datagram, in order. Every step consumes at least a header, so that it ends on any bytes.</summary>
internal ref struct NetlinkMessages(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    public NetlinkMessage Current { get; private set; }

    public readonly NetlinkMessages GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (!MemoryMarshal.TryRead<NetlinkHeader>(_rest, out var header))
        {
            throw new NetlinkFormatException($"{_rest.Length} bytes are left, a message header takes {Unsafe.SizeOf<NetlinkHeader>()}");
        }

        if (header.NlmsgLen < Unsafe.SizeOf<NetlinkHeader>() || header.NlmsgLen > _rest.Length)
        {
            throw new NetlinkFormatException($"message of type {header.NlmsgType} gives its length as {header.NlmsgLen}, {_rest.Length} bytes are left");
        }

        var length = (int)header.NlmsgLen;
        Current = new NetlinkMessage(header, _rest[Unsafe.SizeOf<NetlinkHeader>()..length]);
        _rest = _rest[Math.Min(Alignment.RoundUp(length), _rest.Length)..];
        return true;
    }
}
