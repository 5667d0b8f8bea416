using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>bpf(2), as little of it as tells whether it works here and what is loaded.</summary>
internal static unsafe partial class Interop
{
    internal const int BPF_MAP_CREATE = 0;
    internal const int BPF_MAP_TYPE_ARRAY = 2;

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
}
