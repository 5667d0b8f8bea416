using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>A hash of flows that who sends the packets cannot foresee, as long as the seed is secret.</summary>
/// <remarks>Products of 128 bits folded in half, as wyhash does (Wang Yi, Modern Non-Cryptographic Hash Function and Pseudorandom Number
/// Generator); about 3 ns.</remarks>
internal readonly struct FlowHash(ulong seed)
{
    private readonly ulong _a = Secret(seed, 1);
    private readonly ulong _b = Secret(seed, 2);
    private readonly ulong _c = Secret(seed, 3);
    private readonly ulong _d = Secret(seed, 4);
    private readonly ulong _e = Secret(seed, 5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(in FlowKey key, int channel)
    {
        var hash = Mix(key.Source.High ^ _a, key.Source.Low ^ _b) + Mix(key.Destination.High ^ _c, key.Destination.Low ^ _d);
        hash = Mix(hash ^ key.LastWord, _e ^ (uint)channel);
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Mix(ulong a, ulong b) => Math.BigMul(a, b, out var low) ^ low;

    private static ulong Secret(ulong seed, uint index)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, index);
        return XxHash64.Of(bytes, seed);
    }
}
