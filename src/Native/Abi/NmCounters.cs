using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_counters: what one CPU counted of one direction in one bank.</summary>
[StructLayout(LayoutKind.Explicit, Size = 1984)]
public struct NmCounters
{
    [FieldOffset(0)]
    public NmCounter Total;

    /// <summary>Not a count: where this CPU's slice of the flow table begins in this bank, plus one; 0 for none. Written by the process;
    /// 0 in any sum.</summary>
    [FieldOffset(16)]
    public ulong FlowBase;

    [FieldOffset(32)]
    public PerClass Classes;

    [FieldOffset(544)]
    public NmCounter Coalesced;

    [FieldOffset(560)]
    public ulong Estimated;

    [FieldOffset(568)]
    public ulong OutOfReach;

    [FieldOffset(576)]
    public PerLayer Malformed;

    [FieldOffset(608)]
    public ulong Fragments;

    [FieldOffset(616)]
    public ulong Broadcast;

    [FieldOffset(624)]
    public ulong Multicast;

    [FieldOffset(632)]
    public PerTagCount Tags;

    [FieldOffset(672)]
    public PerFlagSet TcpFlags;

    [FieldOffset(1184)]
    public PerSize Sizes;

    /// <summary>Of the total, what is in no flow although it has one.</summary>
    [FieldOffset(1392)]
    public PerClass Overflow;

    /// <summary>The same, once more.</summary>
    [FieldOffset(1904)]
    public PerReason OverflowReasons;

    /// <summary>Flows that gave way to another one, those that found no room in the ring included.</summary>
    [FieldOffset(1952)]
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

    /// <summary>Where the slot is in the array.</summary>
    public static int SlotOf(int cpu, NmDirection direction, int bank) =>
        (cpu * (int)NmLimit.Directions + (int)direction) * (int)NmLimit.Banks + bank;

    /// <summary>Adds every count. But for <see cref="FlowBase"/> a slot is nothing but 64-bit counters, so the order does not matter.</summary>
    public static void Add(ref NmCounters sum, ref readonly NmCounters slot)
    {
        var cells = MemoryMarshal.Cast<NmCounters, ulong>(MemoryMarshal.CreateSpan(ref sum, 1));
        var more = MemoryMarshal.Cast<NmCounters, ulong>(MemoryMarshal.CreateReadOnlySpan(in slot, 1));
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] += more[i];
        }

        sum.FlowBase = 0;
    }

    /// <summary>The reverse of <see cref="Add"/>.</summary>
    public static void Subtract(ref NmCounters sum, ref readonly NmCounters part)
    {
        var cells = MemoryMarshal.Cast<NmCounters, ulong>(MemoryMarshal.CreateSpan(ref sum, 1));
        var less = MemoryMarshal.Cast<NmCounters, ulong>(MemoryMarshal.CreateReadOnlySpan(in part, 1));
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] -= less[i];
        }

        sum.FlowBase = 0;
    }
}
