using NetMonitor.Native.Abi;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>What each bank had counted when its flows were last taken, for a process that comes after this one. Twice, and which of both holds: a kill in the middle
/// of writing leaves the former.</summary>
public sealed class FlowMarks : IDisposable
{
    private const int Each = (int)NmLimit.Directions * (int)NmLimit.Banks;

    /// <summary>Which holds is in the first entry.</summary>
    private const int Entries = 1 + 2 * Each;

    private readonly DescriptorHandle _descriptor;
    private readonly MappedArray<NmCounters> _marks;

    private FlowMarks(DescriptorHandle descriptor)
    {
        _descriptor = descriptor;
        _marks = MappedArray<NmCounters>.Of(PinNames.Marks, descriptor.Descriptor, Entries);
    }

    internal int Descriptor => _descriptor.Descriptor;

    internal static FlowMarks Create() =>
        new(NewMap.Array("nm_marks", System.Runtime.CompilerServices.Unsafe.SizeOf<NmCounters>(), Entries, BpfConstants.BPF_F_MMAPABLE));

    internal static FlowMarks Open(string path) => new(PinPath.Open(path));

    /// <param name="taken">By direction and bank.</param>
    public void Write(NmCounters[,] taken)
    {
        var next = 1 - Holding;
        for (var place = 0; place < Each; place++)
        {
            _marks[PlaceOf(next, place)] = taken[place / (int)NmLimit.Banks, place % (int)NmLimit.Banks];
        }

        Volatile.Write(ref _marks[0].Total.Packets, (ulong)next);
    }

    /// <param name="taken">By direction and bank.</param>
    public void Read(NmCounters[,] taken)
    {
        var holding = Holding;
        for (var place = 0; place < Each; place++)
        {
            taken[place / (int)NmLimit.Banks, place % (int)NmLimit.Banks] = _marks[PlaceOf(holding, place)];
        }
    }

    public void Dispose()
    {
        _marks.Dispose();
        _descriptor.Dispose();
    }

    /// <summary>Where the marks of one direction and bank lie in the map of any version: each entry is as large as its struct nm_counters.</summary>
    internal static int PlaceOf(ReadOnlySpan<byte> map, int bytesEach, NmDirection direction, int bank) =>
        PlaceOf((int)(map[0] & 1), (int)direction * (int)NmLimit.Banks + bank) * bytesEach;

    private static int PlaceOf(int version, int place) => 1 + version * Each + place;

    private int Holding => (int)(Volatile.Read(ref _marks[0].Total.Packets) & 1);
}
