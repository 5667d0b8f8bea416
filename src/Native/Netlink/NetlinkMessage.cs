namespace NetMonitor.Native.Netlink;

/// <summary>One message of a datagram: header, and the bytes after it.</summary>
internal readonly ref struct NetlinkMessage(NetlinkHeader header, ReadOnlySpan<byte> payload)
{
    public ushort Type => header.NlmsgType;

    public ushort Flags => header.NlmsgFlags;

    public uint Sequence => header.NlmsgSeq;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}
