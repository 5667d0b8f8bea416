using System.Buffers.Binary;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>What a flow is to the three sketches of <see cref="FlowSummary"/>, and whether they have it. 8 bytes.</summary>
/// <remarks>It is the same for as long as the flow is held, so that a flow is hashed once and not in each part of their window.</remarks>
internal struct FlowSketch
{
    private const int Bits = HyperLogLogBuilder.MarkBits;
    private const ulong Mask = (1UL << Bits) - 1;

    private const ulong Added = 1UL << 63;

    /// <summary>Three marks, and <see cref="Added"/>. 0: not hashed yet.</summary>
    private ulong _marks;

    private FlowSketch(ulong marks) => _marks = marks;

    public readonly bool IsKnown => _marks != 0;

    /// <summary>Since <see cref="Forget"/>.</summary>
    public readonly bool IsAdded => (_marks & Added) != 0;

    public static FlowSketch Of(in FlowKey key)
    {
        Span<byte> bytes = stackalloc byte[40];
        Write(bytes, key.Source);
        Write(bytes[16..], key.Destination);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[32..], key.LastWord);
        return new(
            HyperLogLogBuilder.Mark(bytes[..16])
            | ((ulong)HyperLogLogBuilder.Mark(bytes[16..32]) << Bits)
            | ((ulong)HyperLogLogBuilder.Mark(bytes) << (2 * Bits)));
    }

    public void Forget() => _marks &= ~Added;

    public void AddTo(HyperLogLogBuilder sources, HyperLogLogBuilder destinations, HyperLogLogBuilder flows)
    {
        sources.Add((uint)(_marks & Mask));
        destinations.Add((uint)((_marks >> Bits) & Mask));
        flows.Add((uint)((_marks >> (2 * Bits)) & Mask));
        _marks |= Added;
    }

    private static void Write(Span<byte> bytes, HostAddress address)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], address.Low);
    }
}
