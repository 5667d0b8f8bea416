using System.Runtime.InteropServices;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>What is pinned beside the maps and programs of a generation.</summary>
internal sealed class GenerationNotes : IDisposable
{
    private readonly ValueMap _about;
    private readonly ValueMap _carried;

    private GenerationNotes(ValueMap about, ValueMap carried, FlowMarks marks) => (_about, _carried, Marks) = (about, carried, marks);

    public FlowMarks Marks { get; }

    public PinAbout About
    {
        get => PinAbout.Parse(_about.Read());
        set => _about.Write(value.Format());
    }

    public Carried Carried
    {
        get => MemoryMarshal.Read<Carried>(_carried.Read());
        set => _carried.Write(value.AsBytes());
    }

    public IEnumerable<(string Name, int Descriptor)> Objects =>
        [(PinNames.About, _about.Descriptor), (PinNames.Carried, _carried.Descriptor), (PinNames.Marks, Marks.Descriptor)];

    /// <exception cref="BpfException">The memory cannot be had.</exception>
    public static GenerationNotes Create(PinAbout about)
    {
        var notes = new GenerationNotes(ValueMap.Create("nm_about", PinAbout.Bytes), ValueMap.Create("nm_carried", Carried.Bytes), FlowMarks.Create());
        notes.About = about;
        return notes;
    }

    /// <summary>Those of a generation of our own ABI.</summary>
    /// <exception cref="BpfException">Something is missing there.</exception>
    public static GenerationNotes Open(string directory) => new(
        new ValueMap(PinPath.Open($"{directory}/{PinNames.About}"), PinNames.About),
        new ValueMap(PinPath.Open($"{directory}/{PinNames.Carried}"), PinNames.Carried),
        FlowMarks.Open($"{directory}/{PinNames.Marks}"));

    public void Dispose()
    {
        _about.Dispose();
        _carried.Dispose();
        Marks.Dispose();
    }
}
