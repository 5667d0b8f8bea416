using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>Object files, their programs and maps (https://docs.kernel.org/bpf/libbpf/api.html). Results of type int are -errno;
/// pointers are null, with errno set. Programs and maps are borrowed from their object and die with it.</summary>
internal static unsafe partial class Libbpf
{
    private const string Library = "libbpf.so.1";

    [LibraryImport(Library, EntryPoint = "bpf_object__open_mem", SetLastError = true)]
    public static partial BpfObjectHandle OpenMemory(byte* image, nuint size, void* options);

    [LibraryImport(Library, EntryPoint = "bpf_object__close")]
    public static partial void CloseObject(nint bpfObject);

    [LibraryImport(Library, EntryPoint = "bpf_object__load")]
    public static partial int LoadObject(BpfObjectHandle bpfObject);

    [LibraryImport(Library, EntryPoint = "bpf_object__btf", SetLastError = true)]
    public static partial nint ObjectBtf(BpfObjectHandle bpfObject);

    [LibraryImport(Library, EntryPoint = "btf__raw_data", SetLastError = true)]
    public static partial byte* BtfRawData(nint btf, out uint size);

    [LibraryImport(Library, EntryPoint = "bpf_object__find_program_by_name", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint FindProgram(BpfObjectHandle bpfObject, string name);

    [LibraryImport(Library, EntryPoint = "bpf_object__next_program")]
    public static partial nint NextProgram(BpfObjectHandle bpfObject, nint previous);

    [LibraryImport(Library, EntryPoint = "bpf_program__set_autoload")]
    public static partial int SetAutoload(nint program, [MarshalAs(UnmanagedType.U1)] bool load);

    [LibraryImport(Library, EntryPoint = "bpf_program__fd")]
    public static partial int ProgramDescriptor(nint program);

    [LibraryImport(Library, EntryPoint = "bpf_program__name")]
    public static partial byte* ProgramName(nint program);

    [LibraryImport(Library, EntryPoint = "bpf_object__find_map_by_name", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint FindMap(BpfObjectHandle bpfObject, string name);

    [LibraryImport(Library, EntryPoint = "bpf_map__fd")]
    public static partial int MapDescriptor(nint map);

    [LibraryImport(Library, EntryPoint = "bpf_map__value_size")]
    public static partial uint MapValueSize(nint map);

    [LibraryImport(Library, EntryPoint = "bpf_map__max_entries")]
    public static partial uint MapMaxEntries(nint map);

    [LibraryImport(Library, EntryPoint = "bpf_map__set_max_entries")]
    public static partial int SetMapMaxEntries(nint map, uint entries);

    /// <summary>A map that is not created must not be reached by any program that is loaded: libbpf 1.0 and later.</summary>
    [LibraryImport(Library, EntryPoint = "bpf_map__set_autocreate")]
    public static partial int SetMapAutocreate(nint map, [MarshalAs(UnmanagedType.U1)] bool create);

    /// <summary>The map's content before load, where it is a section of the object (.rodata, .data); null otherwise.</summary>
    [LibraryImport(Library, EntryPoint = "bpf_map__initial_value")]
    public static partial byte* MapInitialValue(nint map, out nuint size);

    [LibraryImport(Library, EntryPoint = "libbpf_num_possible_cpus")]
    public static partial int PossibleCpus();

    [LibraryImport(Library, EntryPoint = "libbpf_set_print")]
    public static partial nint SetPrint(delegate* unmanaged[Cdecl]<int, byte*, void*, int> print);

    [LibraryImport(Library, EntryPoint = "libbpf_major_version")]
    public static partial uint MajorVersion();

    [LibraryImport(Library, EntryPoint = "libbpf_minor_version")]
    public static partial uint MinorVersion();
}
