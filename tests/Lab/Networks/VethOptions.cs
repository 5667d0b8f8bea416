namespace NetMonitor.Lab;

/// <summary>How a veth pair is made; both ends alike.</summary>
public sealed record VethOptions
{
    public int Mtu { get; init; } = 1500;

    /// <summary>Gives each end an IPv4 and an IPv6 address and the other end as a static neighbour, so that sockets work and nobody asks for anybody.</summary>
    public bool Addresses { get; init; }

    /// <summary>What <c>ethtool -K</c> is told, such as <c>tso off gso off</c>; null leaves what the kernel chose.</summary>
    public string? Features { get; init; }

    /// <summary>Receive and transmit queues of each end.</summary>
    public int Queues { get; init; } = 1;
}
