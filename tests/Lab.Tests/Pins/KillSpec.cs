using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Pins;

/// <summary>The program as a whole, killed while it counts.</summary>
public class KillSpec
{
    private static readonly Frame Frame = Frame.Ethernet().IPv4().Udp().Payload(101);

    [BpfTheory("ip", "tc", "setpriv")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Totals_should_be_what_was_sent_before_between_and_after_when_the_program_is_killed(string mode)
    {
        using var lab = VethLab.Create("eth1", "eth2");
        var sent = 0;
        long[] lasts = [0, 0];
        for (var life = 0; life < 3; life++)
        {
            using var monitor = await MonitorProcess.StartAsync(lab.Host, mode);
            var first = await monitor.ScrapeUntilAsync(now => IsReached(now, lab, sent));
            Assert.All(lab.Nics, nic => AssertTotals(first, nic.Name, sent));

            sent += Send(lab, 101);
            var last = await monitor.ScrapeUntilAsync(now => IsReached(now, lab, sent));
            Assert.All(lab.Nics, nic => AssertTotals(last, nic.Name, sent));
            Assert.All(lab.Nics.Index(), one =>
            {
                var now = last.Of("network_interface_packets_total", one.Item.Name, "rx");
                Assert.True(now >= lasts[one.Index]);
                lasts[one.Index] = now;
            });

            monitor.Kill();
            sent += Send(lab, 53);
        }
    }

    private static int Send(VethLab lab, int times)
    {
        foreach (var nic in lab.Nics)
        {
            using var toHost = new PacedSender(nic);
            toHost.Send(Frame, times);
            nic.SendFromHost(times, Frame);
        }

        return times;
    }

    private static bool IsReached(Scrape scrape, VethLab lab, int sent) => lab.Nics.All(nic =>
        scrape.Of("network_interface_packets_total", nic.Name, "rx") >= sent && scrape.Of("network_interface_packets_total", nic.Name, "tx") >= sent);

    private static void AssertTotals(Scrape scrape, string nic, int sent)
    {
        Assert.Equal(
            (sent, sent, sent, sent),
            (
                scrape.Of("network_interface_packets_total", nic, "rx"),
                scrape.Of("network_interface_packets_total", nic, "tx"),
                scrape.SumOverClasses("network_packets_total", nic, "rx"),
                scrape.SumOverClasses("network_packets_total", nic, "tx")));
        Assert.Equal(0, scrape.Of("network_uncounted_packets_total", nic, "rx"));
        Assert.Equal(0, scrape.Of("network_uncounted_packets_total", nic, "tx"));
    }
}
