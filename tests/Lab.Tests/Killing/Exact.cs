using NetMonitor.Core.Traffic;
using NetMonitor.Lab.Tests.Counting;
using NetMonitor.Lab.Tests.Startup;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>What a running program must say of traffic that is known to the packet.</summary>
internal static class Exact
{
    public static int Counting(string metrics) => metrics.Split('\n').Count(line =>
        line.StartsWith("netmonitor_interface_condition{", StringComparison.Ordinal) && line.EndsWith("\"counting\"} 1", StringComparison.Ordinal));

    public static Task AllCount(NetMonitorRun run, int nics, TimeSpan bound) =>
        Eventually.TrueAsync(async () => Counting(await run.Metrics()) == nics, $"{nics} NICs count", bound);

    /// <summary>So much on each NIC in each direction: neither more nor less, and as much by class.</summary>
    public static async Task Now(NetMonitorRun run, string[] nics, Count sent)
    {
        var sides = nics.SelectMany(nic => new[] { (Nic: nic, Direction: "rx"), (Nic: nic, Direction: "tx") }).ToList();
        var last = Scrape.Parse("");
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    last = Scrape.Parse(await run.Metrics());
                    return sides.All(side => last.Of("network_interface_packets_total", side.Nic, side.Direction) >= (long)sent.Packets);
                },
                "all that was sent is counted");
        }
        catch (TimeoutException)
        {
            // The comparison says what is missing.
        }

        Assert.All(sides, side => Assert.Equal(
            (side, (long)sent.Packets, (long)sent.Bytes, (long)sent.Packets, 0L),
            (side,
                last.Of("network_interface_packets_total", side.Nic, side.Direction),
                last.Of("network_interface_bytes_total", side.Nic, side.Direction),
                last.SumOverClasses("network_packets_total", side.Nic, side.Direction),
                last.Of("network_uncounted_packets_total", side.Nic, side.Direction))));
    }
}
