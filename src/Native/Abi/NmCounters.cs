using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_counters: what one CPU counted of one direction in one bank.</summary>
[StructLayout(LayoutKind.Explicit, Size = 1408)]
public struct NmCounters
{
    [FieldOffset(0)]
    public NmCounter Total;

    [FieldOffset(16)]
    public PerClass Classes;

    [FieldOffset(528)]
    public NmCounter Coalesced;

    [FieldOffset(544)]
    public ulong Estimated;

    [FieldOffset(552)]
    public ulong OutOfReach;

    [FieldOffset(560)]
    public PerLayer Malformed;

    [FieldOffset(592)]
    public ulong Fragments;

    [FieldOffset(600)]
    public ulong Broadcast;

    [FieldOffset(608)]
    public ulong Multicast;

    [FieldOffset(616)]
    public PerTagCount Tags;

    [FieldOffset(656)]
    public PerFlagSet TcpFlags;

    [FieldOffset(1168)]
    public PerSize Sizes;

    [InlineArray((int)NmLimit.ClassSlots)]
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
