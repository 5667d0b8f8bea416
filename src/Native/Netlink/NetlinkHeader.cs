using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

[KernelStruct("struct nlmsghdr", "linux/netlink.h")]
internal struct NetlinkHeader
{
    public uint NlmsgLen;
    public ushort NlmsgType;
    public ushort NlmsgFlags;
    public uint NlmsgSeq;
    public uint NlmsgPid;
}
