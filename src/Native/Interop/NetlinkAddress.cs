namespace NetMonitor.Native.Interop;

/// <summary>Who sent a netlink datagram, or who listens to which groups; port 0 is the kernel as a sender, and "any" for a listener.</summary>
[KernelStruct("struct sockaddr_nl", "linux/netlink.h")]
internal struct NetlinkAddress
{
    public ushort NlFamily;
    public ushort PadNl;
    public uint NlPid;
    public uint NlGroups;
}
