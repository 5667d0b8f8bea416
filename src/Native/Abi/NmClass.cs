namespace NetMonitor.Native.Abi;

/// <summary>enum nm_class.</summary>
public enum NmClass
{
    V4 = 0,
    V6 = NmProtocol.Protocols,
    Arp = 2 * NmProtocol.Protocols,
    Lldp,
    Mpls,
    Pppoe,
    OtherL2,
    Classes,
}
