using System.Buffers.Binary;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Btf;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>Reads struct nm_counters of any version of our programs by the names of its members and enumerators, as that version's own types give them.</summary>
/// <remarks>A class that we do not know counts as other of its IP version, so that the sum over classes stays the total. A member that we do not know, and one that it
/// does not have, is left out. What follows from no name is the law of all versions: a counter is packets and bytes, and where a slot lies (nm_abi.h).</remarks>
internal sealed class CounterLayout
{
    private const int CounterBytes = 16;
    private const int WordBytes = 8;

    private readonly BtfTypes _types;
    private readonly Dictionary<string, BtfMember> _members;
    private readonly int _directions;
    private readonly int _banks;
    private readonly int[] _direction;

    /// <exception cref="BtfFormatException">There is no struct nm_counters in it, or it is not what all versions of it are.</exception>
    public CounterLayout(BtfTypes types)
    {
        _types = types;
        var counters = types.Structs.FirstOrDefault(one => one.Name == "nm_counters") ?? throw new BtfFormatException("there is no struct nm_counters");
        Bytes = counters.Size;
        _members = counters.Members.ToDictionary(member => member.Name);
        var limits = Values("nm_limit");
        _directions = (int)limits["NM_DIRECTIONS"];
        _banks = (int)limits["NM_BANKS"];
        var directions = Values("nm_direction");
        _direction = [(int)directions["NM_RX"], (int)directions["NM_TX"]];
        Classes = ClassPlaces();
        Layers = Places<NmLayer>("nm_layer");
        Reasons = Places<NmOverflow>("nm_overflow");
    }

    /// <summary>Of one slot.</summary>
    public int Bytes { get; }

    public int Banks => _banks;

    /// <summary>Theirs by index to ours.</summary>
    private IReadOnlyDictionary<int, int> Classes { get; }

    private IReadOnlyDictionary<int, int> Layers { get; }

    private IReadOnlyDictionary<int, int> Reasons { get; }

    /// <summary>Where a slot is in the array, in bytes.</summary>
    public int OffsetOf(int cpu, NmDirection direction, int bank) => ((cpu * _directions + _direction[(int)direction]) * _banks + bank) * Bytes;

    /// <summary>How many CPUs an array of so many bytes has slots for.</summary>
    public int Cpus(int length) => length / (_directions * _banks * Bytes);

    public void Add(ReadOnlySpan<byte> slot, ref NmCounters sum)
    {
        AddCounter(slot, "total", ref sum.Total);
        AddCounter(slot, "coalesced", ref sum.Coalesced);
        sum.Estimated += Word(slot, "estimated");
        sum.OutOfReach += Word(slot, "out_of_reach");
        sum.Fragments += Word(slot, "fragments");
        sum.Broadcast += Word(slot, "broadcast");
        sum.Multicast += Word(slot, "multicast");
        sum.Evicted += Word(slot, "evicted");
        AddCounters(slot, "classes", Classes, sum.Classes);
        AddCounters(slot, "overflow", Classes, sum.Overflow);
        AddCounters(slot, "overflow_reasons", Reasons, sum.OverflowReasons);
        AddWords(slot, "malformed", Layers, sum.Malformed);
        AddWords(slot, "tags", null, sum.Tags);
        AddWords(slot, "tcp_flags", null, sum.TcpFlags);
        AddWords(slot, "sizes", null, sum.Sizes);
    }

    private void AddCounter(ReadOnlySpan<byte> slot, string name, ref NmCounter sum)
    {
        if (_members.TryGetValue(name, out var member))
        {
            Add(slot, member.Offset, ref sum);
        }
    }

    private ulong Word(ReadOnlySpan<byte> slot, string name) =>
        _members.TryGetValue(name, out var member) ? BinaryPrimitives.ReadUInt64LittleEndian(slot[member.Offset..]) : 0;

    private void AddCounters(ReadOnlySpan<byte> slot, string name, IReadOnlyDictionary<int, int> places, Span<NmCounter> sum)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            return;
        }

        foreach (var (theirs, ours) in places)
        {
            if ((theirs + 1) * CounterBytes <= member.Size)
            {
                Add(slot, member.Offset + theirs * CounterBytes, ref sum[ours]);
            }
        }
    }

    /// <param name="places">Null: theirs and ours have the same places.</param>
    private void AddWords(ReadOnlySpan<byte> slot, string name, IReadOnlyDictionary<int, int>? places, Span<ulong> sum)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            return;
        }

        for (var theirs = 0; theirs < member.Size / WordBytes; theirs++)
        {
            var ours = places is null ? theirs : places.GetValueOrDefault(theirs, -1);
            if ((uint)ours < (uint)sum.Length)
            {
                sum[ours] += BinaryPrimitives.ReadUInt64LittleEndian(slot[(member.Offset + theirs * WordBytes)..]);
            }
        }
    }

    private static void Add(ReadOnlySpan<byte> slot, int offset, ref NmCounter sum)
    {
        sum.Packets += BinaryPrimitives.ReadUInt64LittleEndian(slot[offset..]);
        sum.Bytes += BinaryPrimitives.ReadUInt64LittleEndian(slot[(offset + WordBytes)..]);
    }

    private Dictionary<int, int> ClassPlaces()
    {
        var classes = Values("nm_class");
        var places = new Dictionary<int, int>();
        foreach (var (name, value) in Values("nm_protocol").Where(one => one.Key != "NM_PROTOCOLS"))
        {
            var protocol = (int)(Ours<NmProtocol>(name) ?? NmProtocol.Other);
            places[(int)(classes["NM_V4"] + value)] = (int)NmClass.V4 + protocol;
            places[(int)(classes["NM_V6"] + value)] = (int)NmClass.V6 + protocol;
        }

        foreach (var (name, value) in classes.Where(one => one.Key is not ("NM_V4" or "NM_V6" or "NM_CLASSES")))
        {
            places[(int)value] = (int)(Ours<NmClass>(name) ?? NmClass.OtherL2);
        }

        return places;
    }

    private Dictionary<int, int> Places<T>(string name) where T : struct, Enum
    {
        var places = new Dictionary<int, int>();
        foreach (var (theirs, value) in Values(name))
        {
            if (Ours<T>(theirs) is { } ours && !IsCount(ours))
            {
                places[(int)value] = Convert.ToInt32(ours, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return places;
    }

    private static bool IsCount<T>(T value) where T : struct, Enum => value is NmLayer.Layers or NmOverflow.Overflows;

    /// <summary>NM_OTHER_L2 is OtherL2.</summary>
    private static T? Ours<T>(string name) where T : struct, Enum =>
        Enum.TryParse<T>(name.Replace("NM_", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var ours) ? ours : null;

    private Dictionary<string, long> Values(string name) =>
        (_types.Enums.FirstOrDefault(one => one.Name == name) ?? throw new BtfFormatException($"there is no enum {name}")).Values.ToDictionary();
}
