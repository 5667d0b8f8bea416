namespace NetMonitor.Native.Netlink;

internal delegate T PayloadParser<out T>(ReadOnlySpan<byte> payload);
