using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Ethtool;

[KernelConstants("linux/ethtool.h", "linux/if.h")]
internal static class EthtoolConstants
{
    public const uint ETHTOOL_GDRVINFO = 0x3;
    public const uint ETHTOOL_GLINKSETTINGS = 0x4c;
    public const int SPEED_UNKNOWN = -1;
    public const int IFNAMSIZ = 16;
}
