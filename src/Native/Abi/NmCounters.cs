using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_counters: what one CPU counted of one direction in one bank.</summary>
[StructLayout(LayoutKind.Explicit, Size = 1984)]
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

    /// <summary>Of the total, what is in no flow although it has one.</summary>
    [FieldOffset(1376)]
    public PerClass Overflow;

    /// <summary>The same, once more.</summary>
    [FieldOffset(1888)]
    public PerReason OverflowReasons;

    /// <summary>Flows that gave way to another one, those that found no room in the ring included.</summary>
    [FieldOffset(1936)]
    public ulong Evicted;

    [InlineArray((int)NmLimit.ClassSlots)]
    public struct PerClass
    {
        private NmCounter _first;
    }

    [InlineArray((int)NmOverflow.Overflows)]
    public struct PerReason
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
