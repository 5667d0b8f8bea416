namespace NetMonitor.Native.Abi;

/// <summary>enum nm_protocol.</summary>
public enum NmProtocol
{
    Other,
    Tcp,
    Udp,
    Icmp,
    Icmpv6,
    Igmp,
    Sctp,
    Gre,
    Esp,
    Ah,
    Ipip,
    Malformed,
    Protocols,
}
