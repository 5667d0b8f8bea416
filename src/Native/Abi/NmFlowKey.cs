using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_flow_key: whose packets. Everything as it is on the wire; ports are in network byte order.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct NmFlowKey
{
    /// <summary>An IPv4 address is ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).</summary>
    [FieldOffset(0)]
    public Address Source;

    [FieldOffset(16)]
    public Address Destination;

    [FieldOffset(32)]
    public ushort SourcePort;

    [FieldOffset(34)]
    public ushort DestinationPort;

    /// <summary>The number in the IP header, the last one behind extension headers.</summary>
    [FieldOffset(36)]
    public byte Protocol;

    /// <summary>4 or 6.</summary>
    [FieldOffset(37)]
    public byte Version;

    [FieldOffset(38)]
    public byte Direction;

    [InlineArray(16)]
    public struct Address
    {
        private byte _first;
    }
}
