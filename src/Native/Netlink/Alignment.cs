namespace NetMonitor.Native.Netlink;

/// <summary>NLMSG_ALIGN and NLA_ALIGN: messages and attributes begin at multiples of four bytes.</summary>
internal static class Alignment
{
    public static int RoundUp(int length) => checked(length + 3) & ~3;
}
