using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_counters: what one CPU counted of one direction in one bank.</summary>
[StructLayout(LayoutKind.Explicit, Size = 1344)]
public struct NmCounters
{
    [FieldOffset(0)]
    public NmCounter Total;

    [FieldOffset(16)]
    public PerClass Classes;

    [FieldOffset(480)]
    public NmCounter Coalesced;

    [FieldOffset(496)]
    public ulong Estimated;

    [FieldOffset(504)]
    public ulong OutOfReach;

    [FieldOffset(512)]
    public PerLayer Malformed;

    [FieldOffset(544)]
    public ulong Fragments;

    [FieldOffset(552)]
    public ulong Broadcast;

    [FieldOffset(560)]
    public ulong Multicast;

    [FieldOffset(568)]
    public PerTagCount Tags;

    [FieldOffset(608)]
    public PerFlagSet TcpFlags;

    [FieldOffset(1120)]
    public PerSize Sizes;

    [InlineArray((int)NmClass.Classes)]
    public struct PerClass
    {
        private NmCounter _first;
    }

    [InlineArray((int)NmLayer.Layers)]
    public struct PerLayer
    {
        private ulong _first;
    }

    [InlineArray((int)NmLimit.TagCounts)]
    public struct PerTagCount
    {
        private ulong _first;
    }

    [InlineArray((int)NmLimit.TcpFlagSets)]
    public struct PerFlagSet
    {
        private ulong _first;
    }

    [InlineArray((int)NmLimit.SizeBuckets)]
    public struct PerSize
    {
        private ulong _first;
    }

    /// <summary>Adds every field. A slot is nothing but 64-bit counters, so the order does not matter.</summary>
    public static void Add(ref NmCounters sum, ref readonly NmCounters slot)
    {
        var cells = MemoryMarshal.Cast<NmCounters, ulong>(MemoryMarshal.CreateSpan(ref sum, 1));
        var more = MemoryMarshal.Cast<NmCounters, ulong>(MemoryMarshal.CreateReadOnlySpan(in slot, 1));
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] += more[i];
        }
    }
}
