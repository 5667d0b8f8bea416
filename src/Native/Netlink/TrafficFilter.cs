namespace NetMonitor.Native.Netlink;

/// <summary>One traffic-control filter.</summary>
/// <param name="Kind">The classifier (<c>bpf</c>, <c>flower</c>, ...).</param>
/// <param name="Protocol">EtherType in host byte order; 3 (ETH_P_ALL) for all.</param>
/// <param name="Bpf">Null for any other classifier.</param>
public sealed record TrafficFilter(string Kind, uint Handle, int Priority, int Protocol, int Chain, BpfFilter? Bpf);
