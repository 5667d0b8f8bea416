using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

/// <summary>Head of RTM_GETLINK and RTM_NEWLINK.</summary>
[KernelStruct("struct ifinfomsg", "linux/rtnetlink.h")]
internal struct LinkHeader
{
    public byte IfiFamily;
    public byte PadIfi;
    public ushort IfiType;
    public int IfiIndex;
    public uint IfiFlags;
    public uint IfiChange;
}
