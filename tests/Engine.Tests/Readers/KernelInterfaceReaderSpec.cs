using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Contracts;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Readers;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Readers;

/// <summary>The reader over a kernel whose figures are set by hand; the contract on the real one is in the lab.</summary>
public sealed class KernelInterfaceReaderSpec : InterfaceReaderContract
{
    private KernelCounters? _kernel = new KernelCounters(1000, 500, 100_000, 50_000, 1, 2, 3, 4, 5, 6);
    private long _generation;

    protected override CountSource Source => CountSource.Kernel;

    protected override ImmutableHashSet<TrafficClass> Classes => NotLookedInto;

    [Theory]
    [MemberData(nameof(Laws))]
    public Task KernelInterfaceReader_should_keep(string law) => Keeps(law);

    [Fact]
    public void KernelInterfaceReader_should_count_from_its_opening_on()
    {
        using var reader = Open();
        Assert.Equal(TrafficCounters.Zero, Read(reader).Counters);

        Pass(rx: 7, tx: 3);
        var reading = Read(reader);
        Assert.Equal((new Count(7, 700), new Count(3, 300)), (reading.Counters.Rx.Total, reading.Counters.Tx.Total));
        Assert.Equal(1000UL, reading.KernelAtAttach.RxPackets);
        Assert.Equal(_kernel, reading.Kernel);
    }

    [Fact]
    public void KernelInterfaceReader_should_never_step_back_when_the_driver_starts_again()
    {
        using var reader = Open();
        Pass(rx: 7, tx: 3);
        var before = Read(reader);

        _kernel = default(KernelCounters) with { RxPackets = 2, RxBytes = 200, TxPackets = 503, TxBytes = 50_300 };
        var after = Read(reader);

        Assert.True(after.Counters.Covers(before.Counters));
        Assert.Equal((new Count(9, 900), new Count(3, 300)), (after.Counters.Rx.Total, after.Counters.Tx.Total));
        Pass(rx: 1, tx: 1);
        Assert.Equal((10UL, 4UL), Packets(reader.Finish()));
    }

    [Fact]
    public void KernelInterfaceReader_should_go_on_when_a_figure_wraps()
    {
        _kernel = default(KernelCounters) with { RxPackets = uint.MaxValue - 1, TxPackets = ulong.MaxValue - 1 };
        using var reader = Open();
        _kernel = default(KernelCounters) with { RxPackets = 5, TxPackets = 4 };

        Assert.Equal((5UL, 4UL), Packets(Read(reader)));
    }

    [Fact]
    public void KernelInterfaceReader_should_say_that_the_nic_is_gone_and_keep_what_it_knows()
    {
        using var reader = Open();
        Pass(rx: 7, tx: 3);
        _ = Read(reader);
        _kernel = null;

        var failure = Assert.Throws<InterfaceFailure>(() => Read(reader));
        Assert.Equal((FailureKind.Gone, "eth0"), (failure.Kind, failure.InterfaceName));
        Assert.Equal((7UL, 3UL), Packets(reader.Finish()));
        Assert.Throws<InterfaceFailure>(Open);
    }

    protected override IInterfaceReader Attach() => Open();

    protected override Task Receive(int packets)
    {
        Pass((ulong)packets, 0);
        return Task.CompletedTask;
    }

    private KernelInterfaceReader Open() =>
        new(Links.Nic("eth0", 2), new Attachment(new Generation(++_generation), AttachMode.Kernel, "asked for"), () => _kernel);

    private void Pass(ulong rx, ulong tx) => _kernel +=
        default(KernelCounters) with { RxPackets = rx, RxBytes = rx * 100, TxPackets = tx, TxBytes = tx * 100 };

    private static InterfaceReading Read(IInterfaceReader reader)
    {
        reader.CloseWindow(static () => { });
        return reader.Read();
    }

    private static (ulong Rx, ulong Tx) Packets(InterfaceReading reading) => (reading.Counters.Rx.Total.Packets, reading.Counters.Tx.Total.Packets);
}
