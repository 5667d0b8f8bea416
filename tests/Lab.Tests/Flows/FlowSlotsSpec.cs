using System.Globalization;
using System.Text.Json;
using NetMonitor.Lab.Tests.Counting;
using NetMonitor.Lab.Tests.Readers;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>The program as a whole, told by pbm to change a NIC's room for flows while packets pass.</summary>
public sealed class FlowSlotsSpec : IDisposable
{
    private const ushort Between = 1;
    private const ushort WhileOff = 2;
    private const ushort WhileOn = 3;

    /// <summary>Flows that share a slot evict each other with every packet, and a reading may come late: no ring is to be full for that.</summary>
    private readonly string _roomy = Path.GetTempFileName();

    public FlowSlotsSpec() => File.WriteAllText(_roomy, "netmonitor.flows.ring = 32MB\n");

    public void Dispose() => File.Delete(_roomy);

    [BpfTheory("ip", "tc", "setpriv", Pbm = true)]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Nothing_should_be_lost_when_flows_are_switched_off_and_on_and_get_other_room_under_traffic(string mode)
    {
        using var lab = VethLab.Create("eth1");
        using var monitor = await MonitorProcess.StartAsync(lab.Host, mode, "--config", _roomy);
        int port = Between;
        using var traffic = new Bursts(lab["eth1"], _ => (ushort)Volatile.Read(ref port));
        await traffic.GoOn();
        Assert.Equal("eth1: asked for off, given off: packets are counted, flows are not\n", monitor.Pbm("flow-slots", "-i", "eth1", "-s", "off"));
        await Send(WhileOff);
        await Send(Between);
        Assert.Equal("eth1: asked for 4096 slots, given 4096\n", monitor.Pbm("flow-slots", "-i", "eth1", "-s", "4096"));
        await Send(WhileOn);
        foreach (var slots in new[] { "65536", "2048", "16384" })
        {
            Assert.Equal($"eth1: asked for {slots} slots, given {slots}\n", monitor.Pbm("flow-slots", "-i", "eth1", "-s", slots));
            await traffic.GoOn();
        }

        await Send(Between);
        var (toHost, fromHost) = traffic.End();
        var bursts = traffic.From(WhileOn);
        await Eventually.TrueAsync(() => Task.FromResult(Packets(WhileOn).Sum() >= 2 * Bursts.Flows * bursts), "every packet is in a flow");
        var scrape = await monitor.ScrapeUntilAsync(now => Total(now, "rx") >= (long)toHost && Total(now, "tx") >= (long)fromHost);

        Assert.Equal(((long)toHost, (long)fromHost), (Total(scrape, "rx"), Total(scrape, "tx")));
        Assert.Equal(Enumerable.Repeat(bursts, 2 * Bursts.Flows), Packets(WhileOn));
        Assert.Empty(Packets(WhileOff));
        Assert.True(traffic.From(WhileOff) > 0);
        Assert.Contains("\"slots\": 16384,", monitor.Pbm("interfaces", "-o", "json"), StringComparison.Ordinal);

        async Task Send(ushort from)
        {
            Volatile.Write(ref port, from);
            await traffic.GoOn();
        }

        IReadOnlyList<long> Packets(ushort from)
        {
            using var answer = JsonDocument.Parse(
                monitor.Pbm("flows", "-n", "10000", "-match", string.Create(CultureInfo.InvariantCulture, $"sport={from}"), "-o", "json"));
            return [.. answer.RootElement.GetProperty("flows").EnumerateArray().Select(flow => flow.GetProperty("packets").GetInt64())];
        }
    }

    [BpfFact("ip", "tc", "setpriv", Pbm = true)]
    public async Task Order_should_be_refused_where_the_kernels_own_counters_are_read()
    {
        using var lab = VethLab.Create("eth1");
        using var monitor = await MonitorProcess.StartAsync(lab.Host, "kernel");

        Assert.Equal(
            "eth1: the kernel's own counters tell packets and bytes, no flows: there is no room to change; flows stay off\n",
            monitor.PbmRefusal("flow-slots", "-i", "eth1", "-s", "4096"));
    }

    private static long Total(Scrape scrape, string direction) => scrape.Of("network_interface_packets_total", "eth1", direction);
}
