using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>Maps made without an object file. Results of type int are a descriptor or 0, and -errno.</summary>
internal static unsafe partial class Libbpf
{
    [LibraryImport(Library, EntryPoint = "bpf_map_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMap(uint type, string name, uint keySize, uint valueSize, uint maxEntries, MapCreateOptions* options);

    [LibraryImport(Library, EntryPoint = "bpf_map_update_elem")]
    public static partial int UpdateMap(int map, void* key, void* value, ulong flags);
}
