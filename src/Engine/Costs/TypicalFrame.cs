namespace NetMonitor.Engine.Costs;

/// <summary>What programs are tried with: TCP over IPv4, an acknowledgement, as most packets are. What is behind the headers is not looked at.</summary>
public static class TypicalFrame
{
    private static readonly byte[] Ethernet = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00];

    /// <summary>From 192.0.2.1:443 to 198.51.100.1:50000 (RFC 5737), 46 bytes.</summary>
    private static readonly byte[] Packet =
    [
        0x45, 0, 0, 46, 0, 1, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, 1, 198, 51, 100, 1,
        0x01, 0xbb, 0xc3, 0x50, 0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x10, 0xff, 0xff, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0,
    ];

    public static byte[] For(bool hasEthernet) => hasEthernet ? [.. Ethernet, .. Packet] : [.. Packet];
}
