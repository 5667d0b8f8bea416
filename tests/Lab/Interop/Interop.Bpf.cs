using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>bpf(2), as little of it as tells whether it works here and what is loaded.</summary>
internal static unsafe partial class Interop
{
    internal const int BPF_MAP_CREATE = 0;
    internal const int BPF_PROG_GET_NEXT_ID = 11;
    internal const int BPF_PROG_GET_FD_BY_ID = 13;
    internal const int BPF_OBJ_GET_INFO_BY_FD = 15;
    internal const int EINVAL = 22;
    internal const int BPF_PROG_QUERY = 16;
    internal const int BPF_MAP_TYPE_ARRAY = 2;
    internal const uint BPF_TCX_INGRESS = 46;

    /// <summary>struct bpf_prog_info up to the end of its name, and where that begins.</summary>
    internal const int BPF_PROG_INFO_LENGTH = 80;
    internal const int BPF_PROG_INFO_NAME = 64;

    internal static long SysBpf => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 280 : 321;

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial nint syscall(long number, int cmd, void* attr, uint size);

    /// <summary>The part of union bpf_attr that BPF_MAP_CREATE reads; the kernel takes the rest as zero.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct bpf_attr_map_create
    {
        internal uint map_type;
        internal uint key_size;
        internal uint value_size;
        internal uint max_entries;
        internal uint map_flags;
    }

    /// <summary>The part that the commands GET_NEXT_ID and GET_FD_BY_ID read and write.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct bpf_attr_id
    {
        internal uint id;
        internal uint next_id;
        internal uint open_flags;
    }

    /// <summary>The part that BPF_OBJ_GET_INFO_BY_FD reads and writes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct bpf_attr_info
    {
        internal uint bpf_fd;
        internal uint info_len;
        internal ulong info;
    }

    /// <summary>The part that BPF_PROG_QUERY reads and writes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct bpf_attr_query
    {
        internal int target_ifindex;
        internal uint attach_type;
        internal uint query_flags;
        internal uint attach_flags;
        internal ulong prog_ids;
        internal uint prog_count;
        internal uint reserved;
    }
}
