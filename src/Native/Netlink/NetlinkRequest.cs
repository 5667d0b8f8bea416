using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace NetMonitor.Native.Netlink;

/// <summary>Writes one request into the caller's buffer. The sequence number is left at 0 for the sender to fill in.</summary>
internal ref struct NetlinkRequest
{
    private readonly Span<byte> _buffer;
    private int _length;

    public NetlinkRequest(Span<byte> buffer, ushort type, int flags)
    {
        _buffer = buffer;
        Append(new NetlinkHeader { NlmsgType = type, NlmsgFlags = (ushort)(RouteConstants.NLM_F_REQUEST | flags) });
    }

    public void Append<T>(in T body)
        where T : unmanaged
    {
        MemoryMarshal.Write(_buffer[_length..], in body);
        _length = Alignment.RoundUp(_length + Unsafe.SizeOf<T>());
    }

    /// <summary>A NUL-terminated text attribute.</summary>
    public void AppendText(ushort type, string text)
    {
        var count = Encoding.UTF8.GetByteCount(text) + 1;
        Append(new AttributeHeader { NlaLen = (ushort)(Unsafe.SizeOf<AttributeHeader>() + count), NlaType = type });
        var padded = _buffer.Slice(_length, Alignment.RoundUp(count));
        padded.Clear();
        _ = Encoding.UTF8.GetBytes(text, padded);
        _length += padded.Length;
    }

    public readonly Span<byte> Finish()
    {
        var length = (uint)_length;
        MemoryMarshal.Write(_buffer, in length);
        return _buffer[.._length];
    }
}
