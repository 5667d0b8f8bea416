using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>How long programs run, by the kernel's account. Results are a descriptor, or -errno.</summary>
internal static unsafe partial class Libbpf
{
    /// <summary>On as long as the descriptor is held, by this process or another.</summary>
    [LibraryImport(Library, EntryPoint = "bpf_enable_stats")]
    public static partial int EnableStatistics(uint type);
}
