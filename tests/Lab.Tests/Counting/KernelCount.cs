namespace NetMonitor.Lab.Tests.Counting;

/// <summary>Our count without what was coalesced, beside the kernel's own: as the kernel shows it, and as /metrics does.</summary>
internal static class KernelCount
{
    /// <summary>The Ethernet header, which a veth with native XDP leaves out of its own count of received bytes.</summary>
    private const long EthernetHeader = 14;

    /// <param name="differences">One line per NIC and direction.</param>
    public static bool IsOurs(Scrape scrape, VethLab lab, string mode, out string differences)
    {
        differences = string.Join('\n', lab.Nics.SelectMany(nic => Differences(scrape, nic, mode)));
        return differences.Length == 0;
    }

    private static IEnumerable<string> Differences(Scrape scrape, VethNic nic, string mode)
    {
        var kernel = nic.Host.Statistics();
        foreach (var (direction, packets, bytes) in new[] { ("rx", kernel.RxPackets, kernel.RxBytes), ("tx", kernel.TxPackets, kernel.TxBytes) })
        {
            var (ours, oursOfBytes) = (Uncoalesced(scrape, "packets", nic.Name, direction), Uncoalesced(scrape, "bytes", nic.Name, direction));
            var expected = (ours, oursOfBytes - (mode == "native" && direction == "rx" ? EthernetHeader * ours : 0));
            var counted = ((long)packets, (long)bytes);
            var shown = (scrape.Of("network_kernel_packets_total", nic.Name, direction), scrape.Of("network_kernel_bytes_total", nic.Name, direction));
            if (expected != counted || expected != shown)
            {
                yield return $"{nic.Name} {direction}: packets and bytes without coalesced {expected}, the kernel's {counted}, shown as the kernel's {shown}";
            }
        }
    }

    private static long Uncoalesced(Scrape scrape, string unit, string nic, string direction) =>
        scrape.Of($"network_interface_{unit}_total", nic, direction) - scrape.Of($"network_coalesced_{unit}_total", nic, direction);
}
