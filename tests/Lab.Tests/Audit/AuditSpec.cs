using System.ComponentModel;
using NetMonitor.Core.Audit;

namespace NetMonitor.Lab.Tests.Audit;

/// <summary>What one of the two does not count shows with its exact number, its sign, and what is known of it.</summary>
public class AuditSpec
{
    private const int Some = 101;
    private static readonly Frame Packet = Frame.Ethernet().IPv4().Udp().Payload(58);

    [BpfTheory("ip", "tc")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Audit_should_show_what_is_sent_past_egress(string mode)
    {
        using var lab = VethLab.Create("eth1");
        using var nic = new AuditedNic(lab, mode);
        _ = await nic.ReadAsync();
        lab["eth1"].SendFromHost(7, Packet);
        using (var bypass = FrameInjector.Open(lab.Host, "eth1", bypassQueueing: true))
        {
            bypass.Send(Packet, Some);
        }

        var audit = await nic.SettledAsync();

        Assert.Equal((0, -Some, 7UL + Some), (audit.Rx.Error, audit.Tx.Error, audit.Tx.Compared));
        Assert.Equal(-Some / (7.0 + Some), audit.Tx.Ratio);
        Assert.Equal([new AuditExplanation(AuditCause.PastEgress, IsEvident: false, null)], audit.Tx.Explanations.AsEnumerable());
    }

    [BpfTheory("ip", "tc", "clang")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Audit_should_show_what_an_xdp_program_in_front_takes(string mode)
    {
        using var lab = VethLab.Create("eth1");
        using var nic = new AuditedNic(lab, mode);
        lab["eth1"].SendToHost(5, Packet);
        _ = await nic.ReadAsync();
        using (lab.Host.Run(() => ForeignProgram.DropAtXdp(lab["eth1"].Host.Index)))
        {
            lab["eth1"].SendToHost(Some, Packet);
            var audit = await nic.SettledAsync();

            Assert.Equal((-Some, 0), (audit.Rx.Error, audit.Tx.Error));
            Assert.Equal([new AuditExplanation(AuditCause.ForeignXdp, IsEvident: true, null)], audit.Rx.Explanations.AsEnumerable());
        }

        lab["eth1"].SendToHost(11, Packet);
        var after = await nic.SettledAsync();
        Assert.Equal(-Some, after.Rx.Error);
        Assert.Equal([new AuditExplanation(AuditCause.Unexplained, IsEvident: false, Some)], after.Rx.Explanations.AsEnumerable());
    }

    [BpfTheory("ip", "tc", "clang")]
    [InlineData("tcx")]
    public async Task Audit_should_show_what_passes_while_our_programs_are_kept_from_running(string mode)
    {
        using var lab = VethLab.Create("eth1");
        using var nic = new AuditedNic(lab, mode);
        _ = await nic.ReadAsync();
        lab["eth1"].SendToHost(3, Packet);
        using (lab.Host.Run(() => ForeignProgram.EndTheChains(lab["eth1"].Host.Index)))
        {
            lab["eth1"].SendToHost(Some, Packet);
            lab["eth1"].SendFromHost(Some + 2, Packet);
        }

        lab["eth1"].SendToHost(13, Packet);
        lab["eth1"].SendFromHost(17, Packet);
        var audit = await nic.SettledAsync();

        Assert.Equal((-Some, -(Some + 2)), (audit.Rx.Error, audit.Tx.Error));
        Assert.Equal((0UL, 0UL), (audit.Rx.Width, audit.Tx.Width));
    }

    [BpfTheory("ip", "tc")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Audit_should_show_what_a_qdisc_drops_and_holds_behind_us(string mode)
    {
        using var lab = VethLab.Create("eth1");
        using var nic = new AuditedNic(lab, mode);
        _ = await nic.ReadAsync();
        _ = lab.Host.Exec("tc", "qdisc", "add", "dev", "eth1", "root", "tbf", "rate", "800bit", "burst", "1600", "limit", "1600").Require();
        SendUntilRefused(lab["eth1"].Host, Packet);
        var audit = await nic.SettledAsync();
        var sent = (await nic.ReadAsync()).Counters.Tx.Total.Packets;

        Assert.Equal(0, audit.Rx.Error);
        Assert.Equal(sent - audit.Tx.Compared, (ulong)audit.Tx.Error);
        Assert.Equal([AuditCause.QdiscDrops, AuditCause.QdiscQueue], audit.Tx.Explanations.Select(one => one.Cause));
        Assert.Equal(audit.Tx.Error, audit.Tx.Explanations.Sum(one => (long)one.Packets!));
        Assert.All(audit.Tx.Explanations, one => Assert.True(one.IsEvident));
    }

    [BpfTheory("ip", "tc")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Audit_should_show_what_the_driver_drops_behind_us(string mode)
    {
        using var lab = VethLab.Create("eth1");
        using var nic = new AuditedNic(lab, mode);
        _ = await nic.ReadAsync();

        // Too long for the peer: veth drops it at the end, behind everything else of the sender's.
        lab.Wire.Ip("link set dev eth1 mtu 500");
        SendUntilRefused(lab["eth1"].Host, Frame.Ethernet().IPv4().Udp().Payload(900));
        lab["eth1"].SendFromHost(19, Packet);
        var audit = await nic.SettledAsync();
        var lost = (long)(await nic.ReadAsync()).Counters.Tx.Total.Packets - 19;

        Assert.Equal((0, lost, 19UL), (audit.Rx.Error, audit.Tx.Error, audit.Tx.Compared));
        Assert.Equal([new AuditExplanation(AuditCause.DriverDrops, IsEvident: true, (ulong)lost)], audit.Tx.Explanations.AsEnumerable());
    }

    [BpfFact("ip")]
    public async Task Audit_should_explain_the_bytes_that_a_veth_with_xdp_leaves_out()
    {
        using var lab = VethLab.Create("eth1");
        using var nic = new AuditedNic(lab, "native");
        _ = await nic.ReadAsync();
        lab["eth1"].SendToHost(Some, Packet);
        var audit = await nic.SettledAsync();

        Assert.Equal((0, 14L * Some), (audit.Rx.Error, audit.Rx.ErrorBytes));
        Assert.Equal([new AuditExplanation(AuditCause.LinkHeader, IsEvident: true, Some)], audit.Rx.Explanations.AsEnumerable());
    }

    [BpfTheory("ip", "tc", "setpriv")]
    [InlineData("tcx")]
    [InlineData("kernel")]
    public async Task Audit_should_be_shown_by_every_face_where_there_is_something_to_compare(string mode)
    {
        using var lab = VethLab.Create("eth1");
        using var monitor = await Counting.MonitorProcess.StartAsync(lab.Host, mode);
        using (var bypass = FrameInjector.Open(lab.Host, "eth1", bypassQueueing: true))
        {
            bypass.Send(Packet, Some);
        }

        var expected = mode == "kernel" ? 0 : -Some;
        var scrape = await monitor.ScrapeUntilAsync(now =>
            now.Of("network_kernel_packets_total", "eth1", "tx") == Some && now.Of("network_audit_error_packets", "eth1", "tx") == expected);

        Assert.Equal(expected, scrape.Of("network_audit_error_packets", "eth1", "tx"));
        Assert.Equal(mode == "kernel" ? 0 : 2, scrape.SeriesWith("network_audit_error_packets", ("interface", "eth1")));
        var said = monitor.Pbm("audit");
        Assert.Contains(mode == "kernel" ? "not applicable: its counts are the kernel's own" : "possible: packets sent past TC egress", said, StringComparison.Ordinal);
    }

    /// <summary>Who drops tells the sender, who tries again thousands of times before it gives up: each time we see the packet, and the wire does not.</summary>
    private static void SendUntilRefused(VethEnd from, Frame frame)
    {
        using var injector = from.OpenInjector();
        _ = Assert.Throws<Win32Exception>(() => injector.Send(frame, Some));
    }
}
