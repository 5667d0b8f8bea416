namespace NetMonitor.Native.Ethtool;

/// <summary>The kernel's Mb/s to bits per second: 0 and -1 both stand for a speed that is not known.</summary>
internal static class LinkSpeed
{
    private const long BitsPerMegabit = 1_000_000;

    public static long? FromMegabits(uint speed) => speed == 0 || (int)speed == EthtoolConstants.SPEED_UNKNOWN ? null : speed * BitsPerMegabit;
}
