using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>Objects by their path on a BPF file system. Results of type int are a descriptor or 0, and -errno.</summary>
internal static unsafe partial class Libbpf
{
    [LibraryImport(Library, EntryPoint = "bpf_obj_pin", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Pin(int descriptor, string path);

    [LibraryImport(Library, EntryPoint = "bpf_obj_get", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetPinned(string path);

    [LibraryImport(Library, EntryPoint = "bpf_map_lookup_elem")]
    public static partial int LookUp(int map, void* key, void* value);
}
