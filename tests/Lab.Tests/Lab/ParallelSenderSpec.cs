namespace NetMonitor.Lab.Tests.Lab;

public class ParallelSenderSpec
{
    [RootTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void ParallelSender_should_bring_every_frame_of_every_cpu_to_the_other_end(int queues)
    {
        using var lab = VethLab.Create(new VethOptions { Queues = queues }, "eth1");
        var nic = lab["eth1"];
        using var sender = ParallelSender.Start(nic, [.. Cpus.Allowed.Select(cpu => new SenderLoad(cpu, new Counted(10_007 + cpu), new Counted(5_003)))]);
        sender.Finish();

        var cpus = (ulong)Cpus.Allowed.Length;
        var toHost = Cpus.Allowed.Aggregate(0ul, (sum, cpu) => sum + 10_007 + (ulong)cpu);
        Assert.True(sender.IsOver);
        Assert.Equal(toHost + (5_003 * cpus), (ulong)sender.Sent);
        var (host, wire) = (nic.Host.Statistics(), nic.Wire.Statistics());
        Assert.Equal((toHost, toHost * Counted.Length, 0ul), (host.RxPackets, host.RxBytes, host.RxDropped));
        Assert.Equal((5_003 * cpus, 5_003 * cpus * Counted.Length, 0ul), (host.TxPackets, host.TxBytes, host.TxDropped));
        Assert.Equal((host.TxPackets, host.RxPackets, 0ul), (wire.RxPackets, wire.TxPackets, wire.TxDropped));
    }

    [RootFact]
    public void ParallelSender_should_send_no_more_than_its_limit()
    {
        using var lab = VethLab.Create("eth1");
        var nic = lab["eth1"];
        using var sender = ParallelSender.Start(nic, [new(Cpus.Allowed[0], new Counted(1000), new Counted(1000))], limit: 500);
        Eventually.True(() => sender.Sent > 500, "the first batch over the limit");
        var (host, wire) = (nic.Host.Statistics(), nic.Wire.Statistics());
        Assert.InRange(host.RxPackets + wire.RxPackets, 0ul, 500ul);
        Assert.False(sender.IsOver);

        sender.Limit = long.MaxValue;
        sender.Finish();
        Assert.Equal((1000ul, 1000ul), (nic.Host.Statistics().RxPackets, nic.Wire.Statistics().RxPackets));
    }

    [RootFact]
    public void ParallelSender_should_throw_what_stopped_a_thread()
    {
        using var lab = VethLab.Create("eth1");
        using var sender = ParallelSender.Start(
            lab["eth1"], [.. Cpus.Allowed.Select(cpu => new SenderLoad(cpu, new Counted(100_000), new Broken()))]);
        var failure = Assert.Throws<InvalidOperationException>(sender.Finish);
        Assert.Contains("no such frame", failure.Message, StringComparison.Ordinal);
    }

    private sealed class Counted(int times) : IFrameSource
    {
        public const ulong Length = 67;

        private readonly byte[] _frame = Frame.Ethernet().IPv4().Udp().Payload((int)Length - 42).Bytes;
        private int _left = times;

        public int Next(Span<byte> room)
        {
            _frame.CopyTo(room);
            return _left-- > 0 ? _frame.Length : 0;
        }
    }

    private sealed class Broken : IFrameSource
    {
        public int Next(Span<byte> room) => throw new NotSupportedException("no such frame");
    }
}
