using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_flow: one flow in one window, by one CPU. A free slot is all zeros.</summary>
[StructLayout(LayoutKind.Explicit, Size = 80)]
public struct NmFlow
{
    [FieldOffset(0)]
    public NmFlowKey Key;

    /// <summary>On the wire.</summary>
    [FieldOffset(40)]
    public ulong Packets;

    /// <summary>Of the frames, from the Ethernet header, without FCS.</summary>
    [FieldOffset(48)]
    public ulong Bytes;

    /// <summary>From the IP header on, without padding.</summary>
    [FieldOffset(56)]
    public ulong IpBytes;

    /// <summary>The low half of jiffies.</summary>
    [FieldOffset(64)]
    public uint First;

    [FieldOffset(68)]
    public uint Last;

    /// <summary>Frame bytes; 65,535 stands for more.</summary>
    [FieldOffset(72)]
    public ushort Smallest;

    [FieldOffset(74)]
    public ushort Largest;

    /// <summary>Id of the outermost tag of the first packet; 0 for none.</summary>
    [FieldOffset(76)]
    public ushort Vlan;

    /// <summary>Seen in any packet: the low six bits.</summary>
    [FieldOffset(78)]
    public byte TcpFlags;

    /// <summary>Of the first packet.</summary>
    [FieldOffset(79)]
    public byte Dscp;
}
