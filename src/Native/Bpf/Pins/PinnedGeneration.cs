using System.Buffers.Binary;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Btf;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>A generation as it was pinned, by this build or another: read by what it says of itself.</summary>
internal sealed class PinnedGeneration : IDisposable
{
    private readonly string _directory;
    private readonly CounterLayout _layout;
    private readonly byte[] _carried;
    private readonly MappedArray<byte> _counters;
    private readonly MappedArray<byte> _marks;

    private PinnedGeneration(string directory, int number, PinAbout about, CounterLayout layout, byte[] carried, MappedArray<byte> counters, MappedArray<byte> marks)
    {
        (_directory, Number, About, _layout, _carried, _counters, _marks) = (directory, number, about, layout, carried, counters, marks);
        ProgramIds = new[] { NmNames.XdpProgram, NmNames.IngressProgram, NmNames.EgressProgram }
            .Select(name => Id($"{directory}/{PinNames.Of(name)}")).OfType<uint>().ToHashSet();
    }

    public int Number { get; }

    public PinAbout About { get; }

    /// <summary>Up to which number it carries the totals of others; 0 for none.</summary>
    public int Through => (int)BinaryPrimitives.ReadUInt64LittleEndian(_carried);

    public IReadOnlySet<uint> ProgramIds { get; }

    /// <exception cref="BpfException">Something is missing there, or says nothing that we understand.</exception>
    public static PinnedGeneration Open(string directory, int number)
    {
        try
        {
            var about = PinAbout.Parse(Value(directory, PinNames.About));
            var layout = new CounterLayout(BtfReader.Read(Value(directory, PinNames.Types)));
            return new PinnedGeneration(
                directory, number, about, layout, Value(directory, PinNames.Carried), Map(directory, PinNames.Of(NmNames.Counters)), Map(directory, PinNames.Marks));
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or BtfFormatException or ArgumentException or KeyNotFoundException)
        {
            throw new BpfException("read the pins", directory, Errno.EPROTO, $"{fault.Message}: not of our making, or of a version that is too old");
        }
    }

    /// <summary>Whether it still is what it said it was when it was made: the same maps and programs, by the kernel's ids.</summary>
    public bool IsWhole() => About.Ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(one =>
        one.Split(':') is [var name, var id] && Id($"{_directory}/{name}")?.ToString(System.Globalization.CultureInfo.InvariantCulture) == id);

    /// <summary>What its programs counted, and what it carries of others.</summary>
    public NmCounters Total(NmDirection direction)
    {
        var sum = default(NmCounters);
        _layout.Add(_carried.AsSpan(Carried.Header + (int)direction * _layout.Bytes), ref sum);
        AddCounted(direction, ref sum);
        return sum;
    }

    /// <summary>What its programs counted, and nobody took as flows.</summary>
    public NmCounters Untold(NmDirection direction)
    {
        var (counted, taken) = (default(NmCounters), default(NmCounters));
        AddCounted(direction, ref counted);
        var marks = _marks.Slice(0, _marks.Count);
        for (var bank = 0; bank < _layout.Banks; bank++)
        {
            _layout.Add(marks[FlowMarks.PlaceOf(marks, _layout.Bytes, direction, bank)..], ref taken);
        }

        NmCounters.Subtract(ref counted, in taken);
        return counted;
    }

    public void Dispose()
    {
        _counters.Dispose();
        _marks.Dispose();
    }

    private void AddCounted(NmDirection direction, ref NmCounters sum)
    {
        var slots = _counters.Slice(0, _counters.Count);
        for (var cpu = 0; cpu < _layout.Cpus(slots.Length); cpu++)
        {
            for (var bank = 0; bank < _layout.Banks; bank++)
            {
                _layout.Add(slots[_layout.OffsetOf(cpu, direction, bank)..], ref sum);
            }
        }
    }

    private static byte[] Value(string directory, string name)
    {
        using var map = new ValueMap(PinPath.Open($"{directory}/{name}"), name);
        return map.Read();
    }

    private static MappedArray<byte> Map(string directory, string name)
    {
        using var map = PinPath.Open($"{directory}/{name}");
        var shape = MapShape.Of(map.Descriptor);
        return MappedArray<byte>.Of(name, map.Descriptor, checked((int)(shape.ValueSize * shape.MaxEntries)));
    }

    private static uint? Id(string path)
    {
        using var pin = PinPath.Find(path);
        return pin is null ? null : ObjectInfo.Of(pin.Descriptor).Id;
    }
}
