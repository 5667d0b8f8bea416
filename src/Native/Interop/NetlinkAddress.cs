namespace NetMonitor.Native.Interop;

/// <summary>Who sent a netlink datagram; port 0 is the kernel.</summary>
[KernelStruct("struct sockaddr_nl", "linux/netlink.h")]
internal struct NetlinkAddress
{
    public ushort NlFamily;
    public ushort PadNl;
    public uint NlPid;
    public uint NlGroups;
}
