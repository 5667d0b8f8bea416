using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>Programs and links of others by their ids: CAP_SYS_ADMIN. Results are a descriptor or 0, and -errno.</summary>
internal static unsafe partial class Libbpf
{
    [LibraryImport(Library, EntryPoint = "bpf_prog_get_fd_by_id")]
    public static partial int OpenProgram(uint id);

    [LibraryImport(Library, EntryPoint = "bpf_link_get_fd_by_id")]
    public static partial int OpenLink(uint id);

    [LibraryImport(Library, EntryPoint = "bpf_link_get_next_id")]
    public static partial int NextLink(uint after, uint* next);
}
