namespace NetMonitor.Bench.OldVsNew;

/// <summary>What the ancestor told apart.</summary>
internal enum CapturedProtocol
{
    Tcp,
    Udp,
    Icmp,
    OtherIp,

    /// <summary>No IP, or an IP header that cannot be read.</summary>
    Other,
}
