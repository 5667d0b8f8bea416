using System.Runtime.CompilerServices;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Ethtool;

[KernelStruct("struct ethtool_drvinfo", "linux/ethtool.h")]
internal struct DriverInfo
{
    public uint Cmd;
    public Text Driver;
    public Text Version;
    public Text FwVersion;
    public Text BusInfo;
    public Text EromVersion;
    public Reserved Reserved2;
    public uint NPrivFlags;
    public uint NStats;
    public uint TestinfoLen;
    public uint EedumpLen;
    public uint RegdumpLen;

    [InlineArray(32)]
    public struct Text
    {
        private byte _first;
    }

    [InlineArray(12)]
    public struct Reserved
    {
        private byte _first;
    }
}
