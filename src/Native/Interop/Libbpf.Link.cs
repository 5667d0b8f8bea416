using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>Links, classic TC filters, loading a program and running one on a given frame. Results of type int are -errno.</summary>
internal static unsafe partial class Libbpf
{
    [LibraryImport(Library, EntryPoint = "bpf_link_create")]
    public static partial int CreateLink(int program, int target, uint attachType, LinkCreateOptions* options);

    [LibraryImport(Library, EntryPoint = "bpf_link_update")]
    public static partial int UpdateLink(int link, int program, void* options);

    [LibraryImport(Library, EntryPoint = "bpf_link_detach")]
    public static partial int DetachLink(int link);

    [LibraryImport(Library, EntryPoint = "bpf_obj_get_info_by_fd")]
    public static partial int GetInfo(int descriptor, void* info, ref uint length);

    [LibraryImport(Library, EntryPoint = "bpf_tc_attach")]
    public static partial int AttachFilter(TcHook* hook, TcOptions* options);

    [LibraryImport(Library, EntryPoint = "bpf_tc_detach")]
    public static partial int DetachFilter(TcHook* hook, TcOptions* options);

    [LibraryImport(Library, EntryPoint = "bpf_tc_query")]
    public static partial int QueryFilter(TcHook* hook, TcOptions* options);

    /// <summary>A program without an object file: a descriptor, or -errno.</summary>
    [LibraryImport(Library, EntryPoint = "bpf_prog_load", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LoadProgram(uint type, string name, string license, ulong* instructions, nuint count, void* options);

    [LibraryImport(Library, EntryPoint = "bpf_prog_test_run_opts")]
    public static partial int TestRun(int program, TestRunOptions* options);
}
