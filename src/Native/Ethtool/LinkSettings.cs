using System.Runtime.CompilerServices;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Ethtool;

/// <summary>Followed in memory by three bitmaps of <see cref="LinkModeMasksNwords"/> words each, which nobody reads here.</summary>
[KernelStruct("struct ethtool_link_settings", "linux/ethtool.h")]
internal struct LinkSettings
{
    public uint Cmd;
    public uint Speed;
    public byte Duplex;
    public byte Port;
    public byte PhyAddress;
    public byte Autoneg;
    public byte MdioSupport;
    public byte EthTpMdix;
    public byte EthTpMdixCtrl;
    public sbyte LinkModeMasksNwords;
    public byte Transceiver;
    public byte MasterSlaveCfg;
    public byte MasterSlaveState;
    public byte PadRateMatching;
    public PadReserved PadWords;

    [InlineArray(7)]
    public struct PadReserved
    {
        private uint _first;
    }
}
