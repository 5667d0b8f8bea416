namespace NetMonitor.Lab;

/// <summary>One packet for the network stack, several on the wire: what a sender with segmentation offload hands down.</summary>
/// <param name="SegmentBytes">The payload of each wire packet but the last (gso_size).</param>
public sealed record GsoFrame(Frame Frame, int SegmentBytes)
{
    private FramePart Transport => Frame.Parts.Last(p => p.Name is "tcp" or "udp");

    /// <summary>The headers that each wire packet repeats, from Ethernet to TCP or UDP.</summary>
    public int HeaderBytes => Transport.End;

    /// <summary>Packets on the wire.</summary>
    public int Segments => (Frame.Length - HeaderBytes + SegmentBytes - 1) / SegmentBytes;

    /// <summary>Bytes on the wire, from the Ethernet header, without FCS.</summary>
    public int WireBytes => Frame.Length + ((Segments - 1) * HeaderBytes);

    internal Interop.virtio_net_hdr Header => new()
    {
        flags = Interop.VIRTIO_NET_HDR_F_NEEDS_CSUM,
        gso_type = GsoType,
        hdr_len = (ushort)HeaderBytes,
        gso_size = (ushort)SegmentBytes,
        csum_start = (ushort)Transport.Offset,
        csum_offset = (ushort)(Transport.Name == "tcp" ? 16 : 6),
    };

    /// <summary>VIRTIO_NET_HDR_GSO_TCPV4, _TCPV6, _UDP_L4.</summary>
    private byte GsoType => (Transport.Name, Frame.Parts.Last(p => p.Name is "ipv4" or "ipv6").Name) switch
    {
        ("udp", _) => 5,
        (_, "ipv4") => 1,
        _ => 4,
    };
}
