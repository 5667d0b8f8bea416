using System.Text.Json;
using NetMonitor.Lab;
using NetMonitor.Native.Netlink;
using LinkStatistics = NetMonitor.Native.Netlink.LinkStatistics;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class RtnetlinkSpec
{
    private static readonly (string Path, Func<LinkStatistics, ulong> Counter)[] Counters =
    [
        ("rx/packets", s => s.RxPackets),
        ("rx/bytes", s => s.RxBytes),
        ("rx/errors", s => s.RxErrors),
        ("rx/dropped", s => s.RxDropped),
        ("rx/over_errors", s => s.RxOverErrors),
        ("rx/multicast", s => s.Multicast),
        ("tx/packets", s => s.TxPackets),
        ("tx/bytes", s => s.TxBytes),
        ("tx/errors", s => s.TxErrors),
        ("tx/dropped", s => s.TxDropped),
        ("tx/carrier_errors", s => s.TxCarrierErrors),
        ("tx/collisions", s => s.Collisions),
    ];

    [Fact]
    public void Rtnetlink_should_list_links_without_privilege()
    {
        using var rtnetlink = Rtnetlink.Open();

        var loopback = Assert.Single(rtnetlink.ListLinks(), link => link.IsLoopback);

        Assert.Equal((1, "lo", LinkType.ARPHRD_LOOPBACK), (loopback.Index, loopback.Name, loopback.Type));
    }

    [RootFact("ip")]
    public void Rtnetlink_should_say_of_every_link_what_ip_says()
    {
        using var lab = VethLab.Create(new VethOptions { Mtu = 1400, Queues = 3 }, "nic0", "nic1");
        lab.Host.Ip(
            "link add br0 type bridge",
            "link set nic1 master br0",
            "link add mv0 link nic0 type macvlan",
            "link add vx0 type vxlan id 5 dev nic0 dstport 4789",
            "link add vx1 type vxlan id 6 local 10.0.0.1 dstport 4790",
            "tuntap add tun0 mode tun",
            "tuntap add tap0 mode tap",
            "link add local0 type veth peer name local1",
            "link set tun0 mtu 9000 up");
        Send(lab, "nic0", 13);
        using var rtnetlink = lab.Host.Run(Rtnetlink.Open);

        var links = rtnetlink.ListLinks();

        Assert.Equal(["br0", "lo", "local0", "local1", "mv0", "nic0", "nic1", "tap0", "tun0", "vx0", "vx1"], links.Select(link => link.Name).Order(StringComparer.Ordinal));
        Assert.All(links, link => AssertAgrees(lab.Host.Link(link.Name), link, links));
        var byName = links.ToDictionary(link => link.Name);
        Assert.Equal(LinkType.ARPHRD_NONE, byName["tun0"].Type);
        Assert.False(byName["tun0"].HasEthernetHeader);
        Assert.Equal("", byName["tun0"].Mac);
        Assert.True(byName["tap0"].HasEthernetHeader);
        Assert.Equal(byName["br0"].Index, byName["nic1"].MasterIndex);
        Assert.Equal(byName["nic0"].Index, byName["mv0"].LowerIndex);
        Assert.Equal((byName["nic0"].Index, null), (byName["vx0"].LowerIndex, byName["vx0"].LowerNamespaceId));
        Assert.Equal(0, byName["vx1"].LowerIndex);
        Assert.Equal((byName["local1"].Index, null), (byName["local0"].LowerIndex, byName["local0"].LowerNamespaceId));
        Assert.Equal(lab["nic0"].Wire.Index, byName["nic0"].LowerIndex);
        Assert.NotNull(byName["nic0"].LowerNamespaceId);
        Assert.True(byName["nic0"].HasCarrier);
    }

    [RootFact("ip")]
    public void Rtnetlink_should_find_a_link_by_index_and_by_name()
    {
        using var lab = VethLab.Create("nic0", "a-15-bytes-name");
        using var rtnetlink = lab.Host.Run(Rtnetlink.Open);

        foreach (var link in rtnetlink.ListLinks())
        {
            Assert.Equal(link, rtnetlink.FindLink(link.Index));
            Assert.Equal(link, rtnetlink.FindLink(link.Name));
        }
    }

    [RootTheory("ip")]
    [InlineData("")]
    [InlineData("nic")]
    [InlineData("nic00")]
    [InlineData("a-name-of-16-byt")]
    [InlineData("name-as-long-as-a-sentence-and-longer-than-any-request")]
    public void Rtnetlink_should_find_nothing_under_a_name_that_nobody_has(string name)
    {
        using var lab = VethLab.Create("nic0");
        using var rtnetlink = lab.Host.Run(Rtnetlink.Open);

        Assert.Null(rtnetlink.FindLink(name));
        Assert.Null(rtnetlink.FindLink(4711));
        Assert.False(rtnetlink.TryReadStatistics(4711, out var statistics));
        Assert.Equal(default, statistics);
    }

    [RootFact("ip")]
    public void Rtnetlink_should_count_what_was_sent()
    {
        using var lab = VethLab.Create("nic0");
        using var host = lab.Host.Run(Rtnetlink.Open);
        using var wire = lab.Wire.Run(Rtnetlink.Open);
        var (hostIndex, wireIndex) = (lab["nic0"].Host.Index, lab["nic0"].Wire.Index);
        Assert.True(host.TryReadStatistics(hostIndex, out var hostBefore));
        Assert.True(wire.TryReadStatistics(wireIndex, out var wireBefore));

        Send(lab, "nic0", 101);

        Assert.True(host.TryReadStatistics(hostIndex, out var hostAfter));
        Assert.True(wire.TryReadStatistics(wireIndex, out var wireAfter));
        Assert.Equal(101UL, hostAfter.RxPackets - hostBefore.RxPackets);
        Assert.Equal(101UL * 60, hostAfter.RxBytes - hostBefore.RxBytes);
        Assert.Equal(101UL, wireAfter.TxPackets - wireBefore.TxPackets);
        Assert.Equal(hostAfter, host.FindLink(hostIndex)!.Statistics);
    }

    [RootFact("ip")]
    public void Rtnetlink_should_belong_to_the_namespace_where_it_was_opened()
    {
        using var first = NetworkNamespace.Create();
        using var second = NetworkNamespace.Create();
        first.Ip("link add here type bridge");
        second.Ip("link add there type bridge");
        using var rtnetlink = first.Run(Rtnetlink.Open);

        Assert.NotNull(second.Run(() => rtnetlink.FindLink("here")));
        Assert.Null(second.Run(() => rtnetlink.FindLink("there")));
        Assert.Null(rtnetlink.FindLink("there"));
    }

    [RootFact("ip")]
    public void Rtnetlink_should_grow_its_buffer_to_the_largest_answer()
    {
        const int Bridges = 60;
        using var home = NetworkNamespace.Create();
        home.Ip([.. Enumerable.Range(0, Bridges).Select(i => $"link add br{i} type bridge")]);
        using var rtnetlink = home.Run(() => Rtnetlink.Open(bufferBytes: 64));

        Assert.Equal("br7", rtnetlink.FindLink("br7")!.Name);
        Assert.Equal(Bridges + 1, rtnetlink.ListLinks().Select(link => link.Name).Distinct().Count());
    }

    [RootFact("ip")]
    public void Rtnetlink_should_list_whole_while_links_come_and_go()
    {
        const int Bridges = 40;
        using var home = NetworkNamespace.Create();
        home.Ip([.. Enumerable.Range(0, Bridges).Select(i => $"link add br{i} type bridge")]);
        using var rtnetlink = home.Run(Rtnetlink.Open);
        using var churn = home.Spawn("sh", ["-c", "while :; do ip link add churn type bridge; ip link del churn; done"]);

        for (var round = 0; round < 30; round++)
        {
            var names = rtnetlink.ListLinks().Select(link => link.Name).ToArray();

            Assert.Equal(names.Distinct().Count(), names.Length);
            Assert.Equal(Bridges, names.Count(name => name.StartsWith("br", StringComparison.Ordinal)));
        }
    }

    [RootFact("ip")]
    public void Rtnetlink_should_allocate_nothing_for_statistics()
    {
        using var lab = VethLab.Create("nic0");
        using var rtnetlink = lab.Host.Run(Rtnetlink.Open);
        var index = lab["nic0"].Host.Index;
        Assert.True(rtnetlink.TryReadStatistics(index, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            _ = rtnetlink.TryReadStatistics(index, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [RootFact("ip")]
    public void Rtnetlink_should_serve_many_threads_at_once()
    {
        using var lab = VethLab.Create("nic0", "nic1", "nic2");
        using var rtnetlink = lab.Host.Run(Rtnetlink.Open);
        var links = rtnetlink.ListLinks();

        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var link = links[i % links.Length];
            Assert.Equal(link.Name, rtnetlink.FindLink(link.Index)!.Name);
            Assert.True(rtnetlink.TryReadStatistics(link.Index, out var statistics));
            Assert.Equal(link.Statistics, statistics);
        });
    }

    [RootFact("ip", "clang")]
    public void Rtnetlink_should_tell_a_foreign_XDP_program_by_mode_and_id()
    {
        using var lab = VethLab.Create("nic0");
        using var program = TinyProgram.Compile();
        using var rtnetlink = lab.Host.Run(Rtnetlink.Open);
        var index = lab["nic0"].Host.Index;
        Assert.Equal(default, rtnetlink.FindLink(index)!.Xdp);

        lab.Host.Ip($"link set dev nic0 xdpgeneric obj {program.Path} sec xdp");
        var generic = rtnetlink.FindLink(index)!.Xdp;
        Assert.Equal(new LinkXdp(XdpMode.Generic, 0, ProgramId(lab), 0), generic);

        lab.Host.Ip("link set dev nic0 xdpgeneric off", $"link set dev nic0 xdpdrv obj {program.Path} sec xdp");
        Assert.Equal(new LinkXdp(XdpMode.Driver, ProgramId(lab), 0, 0), rtnetlink.FindLink(index)!.Xdp);
    }

    private static uint ProgramId(VethLab lab) =>
        lab.Host.Link("nic0").GetProperty("xdp").GetProperty("prog").GetProperty("id").GetUInt32();

    private static void Send(VethLab lab, string nic, int frames)
    {
        using var injector = lab[nic].Wire.OpenInjector();
        injector.Send(Frame.Ethernet().IPv4().Udp().Payload(18), frames);
        Eventually.True(() => lab[nic].Host.Statistics().RxPackets >= (ulong)frames, $"{frames} frames on {nic}");
    }

    private static void AssertAgrees(JsonElement ip, Link link, IEnumerable<Link> all)
    {
        Assert.Equal(ip.GetProperty("ifindex").GetInt32(), link.Index);
        Assert.Equal(ip.GetProperty("mtu").GetInt32(), link.Mtu);
        Assert.Equal(Text(ip, "address"), link.Mac);
        Assert.Equal(ip.TryGetProperty("linkinfo", out var info) ? Text(info, "info_kind") : "", link.Kind);
        Assert.Equal(Text(ip, "master"), all.SingleOrDefault(other => other.Index == link.MasterIndex)?.Name ?? "");
        Assert.Equal(Text(ip, "operstate"), link.State.ToString().ToUpperInvariant());
        Assert.Equal(ip.GetProperty("num_rx_queues").GetInt32(), link.RxQueues);
        Assert.Equal(ip.GetProperty("num_tx_queues").GetInt32(), link.TxQueues);
        Assert.Equal(ip.TryGetProperty("link_netnsid", out var other) ? other.GetInt32() : null, link.LowerNamespaceId);
        var flags = ip.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()).ToArray();
        Assert.Equal(flags.Contains("UP"), link.IsUp);
        Assert.Equal(flags.Contains("LOOPBACK"), link.IsLoopback);
        Assert.Equal(flags.Contains("LOWER_UP"), link.Flags.HasFlag(LinkFlags.LowerUp));
        Assert.All(Counters, counter =>
        {
            var parts = counter.Path.Split('/');
            Assert.Equal(ip.GetProperty("stats64").GetProperty(parts[0]).GetProperty(parts[1]).GetUInt64(), counter.Counter(link.Statistics));
        });
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
