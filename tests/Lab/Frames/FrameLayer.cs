namespace NetMonitor.Lab;

/// <summary>One header: what announces it, and its bytes once all that follows is known.</summary>
/// <param name="EtherType">How Ethernet, a tag or MPLS announces it; null when nothing does.</param>
/// <param name="Protocol">How IP announces it; null when nothing does.</param>
internal sealed record FrameLayer(string Name, ushort? EtherType, byte? Protocol, Func<FrameTail, byte[]> Encode)
{
    /// <summary>Source and destination, for IP layers: the checksums above cover them.</summary>
    internal byte[] Addresses { get; init; } = [];
}
