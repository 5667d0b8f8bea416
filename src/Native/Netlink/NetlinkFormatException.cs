namespace NetMonitor.Native.Netlink;

/// <summary>Bytes that are no netlink message: a length that cannot be, a value shorter than its type.</summary>
public sealed class NetlinkFormatException(string message) : FormatException(message);
