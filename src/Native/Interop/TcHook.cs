using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

[KernelStruct("struct bpf_tc_hook", "bpf/libbpf.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct TcHook
{
    public nuint Sz;
    public int Ifindex;
    public uint AttachPoint;
    public uint Parent;
    public uint Pad;
}
