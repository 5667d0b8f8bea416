using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

[KernelStruct("struct nlattr", "linux/netlink.h")]
internal struct AttributeHeader
{
    public ushort NlaLen;
    public ushort NlaType;
}
