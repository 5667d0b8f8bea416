using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

[KernelStruct("struct bpf_tc_opts", "bpf/libbpf.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct TcOptions
{
    public nuint Sz;
    public int ProgFd;
    public uint Flags;
    public uint ProgId;
    public uint Handle;
    public uint Priority;
    public uint Pad;
}
