using System.Runtime.CompilerServices;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Ethtool;

/// <summary>An ioctl's argument: the interface's name, and a union of which ethtool uses the pointer.</summary>
[KernelStruct("struct ifreq", "linux/if.h")]
internal unsafe struct InterfaceRequest
{
    public NameBytes IfrName;
    public void* IfrData;
    public long PadUnion1;
    public long PadUnion2;

    [InlineArray(EthtoolConstants.IFNAMSIZ)]
    public struct NameBytes
    {
        private byte _first;
    }
}
