using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Native.Abi;

namespace NetMonitor.Engine.Readers;

/// <summary>From the kernel's flows to Core's.</summary>
public static class FlowDecoder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlowKey Key(ref readonly NmFlowKey key) => new(
        HostAddress.Of(key.Source),
        HostAddress.Of(key.Destination),
        Port(key.SourcePort),
        Port(key.DestinationPort),
        key.Protocol,
        key.Version == 6 ? IpVersion.V6 : IpVersion.V4);

    /// <param name="closedAt">No packet is later, whatever the ticks say.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlowCounts Counts(ref readonly NmFlow flow, in JiffiesScale scale, long closedAt)
    {
        var last = Math.Min(scale.Begin(flow.Last), closedAt);
        return new FlowCounts(
            flow.Packets,
            flow.Bytes,
            flow.IpBytes,
            new MonotonicTime(Math.Min(scale.Begin(flow.First), last)),
            new MonotonicTime(last),
            flow.Smallest,
            flow.Largest,
            flow.Vlan,
            flow.Dscp,
            flow.TcpFlags);
    }

    public static Direction DirectionOf(ref readonly NmFlowKey key) => key.Direction == (byte)NmDirection.Rx ? Direction.Rx : Direction.Tx;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort Port(ushort onTheWire) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(onTheWire) : onTheWire;
}
