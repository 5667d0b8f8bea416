using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>The start of libbpf's struct bpf_link_create_opts. Every version accepts a shorter one: the size says where it ends.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinkCreateOptions
{
    public nuint Sz;
    public uint Flags;
    public uint Pad;
}
