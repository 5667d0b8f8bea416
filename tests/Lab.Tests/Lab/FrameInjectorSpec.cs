using System.ComponentModel;

namespace NetMonitor.Lab.Tests.Lab;

public class FrameInjectorSpec
{
    [RootFact]
    public void FrameInjector_should_bring_every_frame_to_the_other_end()
    {
        using var lab = VethLab.Create("eth1");
        var frames = new[]
        {
            Frame.Ethernet(), Frame.Ethernet().Arp().PadTo(60), Frame.Ethernet().QinQ(7, 8).IPv4().Udp().Payload(1400),
            Frame.Ethernet().IPv6().Fragment(1, next: 17).Payload(1400), Frame.Ethernet(Frame.Broadcast).Lldp(),
        };
        lab["eth1"].SendToHost(10_007, frames);
        lab["eth1"].SendFromHost(5_003, frames);
        var length = (ulong)frames.Sum(f => f.Length);
        foreach (var (end, received, sent) in new[] { (lab["eth1"].Host, 10_007, 5_003), (lab["eth1"].Wire, 5_003, 10_007) })
        {
            var counted = end.Statistics();
            Assert.Equal((5ul * (ulong)received, (ulong)received * length), (counted.RxPackets, counted.RxBytes));
            Assert.Equal((5ul * (ulong)sent, (ulong)sent * length, 0ul), (counted.TxPackets, counted.TxBytes, counted.TxDropped));
        }
    }

    [RootTheory]
    [InlineData(true, false, 8)]
    [InlineData(false, false, 7)]
    [InlineData(true, true, 5)]
    [InlineData(false, true, 3)]
    public void FrameInjector_should_hand_down_one_packet_that_is_several_on_the_wire(bool v4, bool udp, int segments)
    {
        const int Times = 101;
        using var lab = VethLab.Create("eth1", "eth2");
        var network = v4 ? Frame.Ethernet().IPv4() : Frame.Ethernet().IPv6();
        var transport = udp ? network.Udp() : network.Tcp(options: 12);
        var frame = new GsoFrame(transport.Payload(((segments - 1) * 1400) + 1), 1400);
        Assert.Equal(segments, frame.Segments);

        lab["eth1"].Wire.SetFeatures("tso on gso on tx-udp-segmentation on");
        lab["eth2"].Wire.SetFeatures("tso off gso off tx-udp-segmentation off");
        foreach (var nic in lab.Nics)
        {
            using var injector = nic.Wire.OpenInjector();
            injector.Send(frame, Times);
        }

        var whole = lab["eth1"].Host.Statistics();
        Assert.Equal((Times, Times * frame.Frame.Length), ((int)whole.RxPackets, (int)whole.RxBytes));
        var cut = lab["eth2"].Host.Statistics();
        Assert.Equal((Times * segments, Times * frame.WireBytes), ((int)cut.RxPackets, (int)cut.RxBytes));
    }

    [RootFact]
    public void FrameInjector_should_throw_what_the_kernel_refused()
    {
        using var lab = VethLab.Create("eth1");
        using var injector = lab["eth1"].Host.OpenInjector();
        var failure = Assert.Throws<Win32Exception>(() => injector.Send(Frame.Ethernet().Payload(1501)));
        Assert.Contains("eth1", failure.Message, StringComparison.Ordinal);
        Assert.Equal(90, failure.NativeErrorCode);
    }
}
