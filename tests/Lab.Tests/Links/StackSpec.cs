using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Links;

/// <summary>The program on a host whose NICs lie on one another. Whoever sends sends a prime number of packets, no sum of which is another one.</summary>
public sealed class StackSpec : IDisposable
{
    private const int ToBridge = 101;

    private const int FromBridge = 211;

    private const int ToMacvlan = 401;

    private const int FromMacvlan = 809;

    private const int FromVxlan = 1601;

    private const int OverPair = 3203;

    private const long OnceRx = ToBridge + ToMacvlan + OverPair;

    private const long OnceTx = FromBridge + FromMacvlan + FromVxlan;

    private const long EachRx = (2 * ToBridge) + (2 * ToMacvlan) + OverPair;

    private const long EachTx = (2 * FromBridge) + (2 * FromMacvlan) + (2 * FromVxlan) + OverPair;

    private const string Outside = "02:00:00:00:00:77";

    private readonly VethLab _lab = VethLab.Create("eth1", "eth2", "eth3");

    public StackSpec()
    {
        _lab.Wire.Ip(
            "addr add 10.9.0.2/24 dev eth3",
            $"neigh add 10.9.0.1 lladdr {_lab["eth3"].Host.Mac} dev eth3 nud permanent",
            "link add vx0 type vxlan id 5 dev eth3 local 10.9.0.2 remote 10.9.0.1 dstport 4789",
            "link set vx0 arp off up");
        _lab.Host.Ip(
            "addr add 10.9.0.1/24 dev eth3",
            $"neigh add 10.9.0.2 lladdr {_lab["eth3"].Wire.Mac} dev eth3 nud permanent",
            "link add br0 type bridge forward_delay 0 mcast_snooping 0",
            "link set eth1 master br0",
            "link set eth2 master br0",
            "link set br0 arp off up",
            "link add mv0 link eth3 type macvlan mode private",
            "link set mv0 arp off up",
            "link add vx0 type vxlan id 5 dev eth3 local 10.9.0.1 remote 10.9.0.2 dstport 4789",
            "link set vx0 arp off up",
            "tuntap add tun0 mode tun",
            "link add in0 type veth peer name in1",
            "link set in0 arp off up",
            "link set in1 arp off up");
        Eventually.True(() => new[] { "br0", "mv0", "in0", "in1" }.All(IsUp), "every NIC has carrier");
    }

    public void Dispose() => _lab.Dispose();

    [BpfTheory("ip", "tc", "setpriv")]
    [InlineData("auto")]
    [InlineData("tc")]
    public async Task Host_total_should_be_what_was_sent_and_stay_when_nics_change_their_places(string mode)
    {
        using var monitor = await MonitorProcess.StartAsync(_lab.Host, mode);
        Send();
        var scrape = await monitor.ScrapeUntilAsync(IsExact);

        Assert.Equal((OnceRx, OnceTx), (Of(scrape, "once", "rx"), Of(scrape, "once", "tx")));
        Assert.Equal((EachRx, EachTx), (Of(scrape, "each_nic", "rx"), Of(scrape, "each_nic", "tx")));
        Expect(scrape, "eth1", "veth", "counted");
        Expect(scrape, "eth3", "veth", "counted");
        Expect(scrape, "br0", "bridge", "below", "eth1", "eth2");
        Expect(scrape, "mv0", "virtual", "below", "eth3");
        Expect(scrape, "vx0", "tunnel", "below", "eth3");
        Expect(scrape, "tun0", "tunnel", "route");
        var (counted, other) = _lab.Host.IndexOf("in0") < _lab.Host.IndexOf("in1") ? ("in0", "in1") : ("in1", "in0");
        Expect(scrape, counted, "veth", "counted");
        Expect(scrape, other, "veth", "peer");

        _lab.Host.Ip("link set eth2 nomaster", "link set eth1 nomaster", "link del in0", "link del vx0");
        scrape = await monitor.ScrapeUntilAsync(now =>
            now.SeriesWith("network_interface_below_info", ("interface", "br0")) == 0
            && now.SeriesWith("network_interface_info", ("interface", "in0")) + now.SeriesWith("network_interface_info", ("interface", "vx0")) == 0);
        Assert.True(IsExact(scrape), "what is gone or has moved is missing");
        Expect(scrape, "br0", "bridge", "counted");

        _lab["eth1"].SendToHost(997, Some("02:00:00:00:00:02"));
        scrape = await monitor.ScrapeUntilAsync(now => Of(now, "once", "rx") >= OnceRx + 997);
        Assert.Equal((OnceRx + 997, OnceTx), (Of(scrape, "once", "rx"), Of(scrape, "once", "tx")));
    }

    /// <summary>Over the first pair first: from it the bridge learns where the outside is.</summary>
    private void Send()
    {
        var (bridge, macvlan) = (MacOf("br0"), MacOf("mv0"));
        _lab["eth1"].SendToHost(ToBridge, Some(bridge));
        Eventually.True(() => _lab.Host.Statistics("br0").RxPackets >= ToBridge, "the bridge has all");
        Inject("br0", Some(Outside), FromBridge);
        _lab["eth3"].SendToHost(ToMacvlan, Some(macvlan));
        Inject("mv0", Some(Outside), FromMacvlan);
        Inject("vx0", Some(Outside), FromVxlan);
        Inject("in0", Some(Outside), OverPair);
    }

    private void Inject(string nic, Frame frame, int times)
    {
        using var injector = FrameInjector.Open(_lab.Host, nic);
        injector.Send(frame, times);
    }

    private static Frame Some(string destination) => Frame.Ethernet(destination, Outside).IPv4().Udp().Payload(100);

    private string MacOf(string nic) => _lab.Host.Link(nic).GetProperty("address").GetString()!;

    private bool IsUp(string nic) => _lab.Host.Link(nic).GetProperty("operstate").GetString() == "UP";

    private static bool IsExact(Scrape scrape) =>
        (Of(scrape, "once", "rx"), Of(scrape, "once", "tx"), Of(scrape, "each_nic", "rx"), Of(scrape, "each_nic", "tx")) == (OnceRx, OnceTx, EachRx, EachTx);

    private static long Of(Scrape scrape, string view, string direction) =>
        scrape[Scrape.Series("network_host_packets_total", ("view", view), ("direction", direction))];

    private static void Expect(Scrape scrape, string nic, string role, string place, params string[] below)
    {
        Assert.Equal((nic, 1), (nic, scrape.SeriesWith("network_interface_info", ("interface", nic), ("role", role))));
        Assert.Equal((nic, 2), (nic, scrape.SeriesWith("network_interface_counted_for_host", ("interface", nic), ("place", place))));
        Assert.Equal(below.Length, scrape.SeriesWith("network_interface_below_info", ("interface", nic)));
        Assert.All(below, one => Assert.Equal((nic, one, 1), (nic, one, scrape.SeriesWith("network_interface_below_info", ("interface", nic), ("below", one)))));
    }
}
