using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

/// <summary>Head of qdisc and filter messages.</summary>
[KernelStruct("struct tcmsg", "linux/rtnetlink.h")]
internal struct TrafficControlHeader
{
    public byte TcmFamily;
    public byte Pad1;
    public ushort Pad2;
    public int TcmIfindex;
    public uint TcmHandle;
    public uint TcmParent;

    /// <summary>For filters: priority in the upper half, protocol (network byte order) in the lower.</summary>
    public uint TcmInfo;
}
