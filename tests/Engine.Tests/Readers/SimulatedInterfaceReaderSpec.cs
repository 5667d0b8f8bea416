using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Contracts;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class SimulatedInterfaceReaderSpec : InterfaceReaderContract
{
    private readonly SteppedTime _time = new();
    private readonly SimulatedDataPlane _plane;

    public SimulatedInterfaceReaderSpec() => _plane = Plane(_time, seed: 7);

    protected override CountSource Source => CountSource.Simulated;

    protected override ImmutableHashSet<TrafficClass> Classes => LookedInto;

    [Theory]
    [MemberData(nameof(Laws))]
    public Task SimulatedInterfaceReader_should_keep(string law) => Keeps(law);

    [Fact]
    public void Simulation_should_be_the_same_for_the_same_seed_and_time_however_often_it_is_read()
    {
        var once = Read(7, 37);
        var often = Read(7, 1, 1, 5, 10, 20);

        Assert.Equal(once, often);
        Assert.NotEqual(once, Read(8, 37));
        Assert.Equal(4, once.Distinct().Count());
    }

    [Fact]
    public void Simulation_should_go_on_between_two_readers()
    {
        var link = _plane.ListLinks()[2];
        using var first = _plane.Open(link);
        _time.Advance(TimeSpan.FromSeconds(10));
        var end = first.Finish();
        _time.Advance(TimeSpan.FromSeconds(1));
        using var second = _plane.Open(link);
        second.CloseWindow(static () => { });
        var start = second.Read();

        Assert.True(start.KernelAtAttach.RxPackets > end.Kernel.RxPackets);
        Assert.Equal(TrafficCounters.Zero, start.Counters);
        Assert.Equal(end.Kernel.RxPackets, end.Counters.Rx.Total.Packets);
    }

    [Fact]
    public void Simulation_should_have_the_nics_it_was_told_to_have()
    {
        var links = _plane.ListLinks();

        Assert.Equal(["sim0", "sim1", "sim2", "sim3"], links.Select(link => link.Name));
        Assert.All(links, link => Assert.Equal(("simulated", "simulated"), (link.Kind, link.Driver)));
        Assert.Equal(4, links.Select(link => link.Mac).Distinct().Count());
        Assert.DoesNotContain(links, link => link.IsLoopback || !link.IsUp);
        Assert.Throws<InterfaceFailure>(() => _plane.Open(links[0] with { Index = 5 }));
    }

    protected override IInterfaceReader Attach() => _plane.Open(_plane.ListLinks()[0]);

    protected override Task Receive(int packets)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    private static SimulatedDataPlane Plane(TimeProvider time, int seed) => new(new SimulationSettings(IsEnabled: true, seed, Nics: 4), time);

    /// <summary>Each NIC's counters after so many seconds, read after each step.</summary>
    private static TrafficCounters[] Read(int seed, params int[] seconds)
    {
        var time = new SteppedTime();
        var plane = Plane(time, seed);
        var readers = plane.ListLinks().Select(link => plane.Open(link)).ToList();
        foreach (var step in seconds)
        {
            time.Advance(TimeSpan.FromSeconds(step));
            readers.ForEach(reader => reader.CloseWindow(static () => { }));
        }

        return [.. readers.Select(reader => reader.Read().Counters)];
    }

    /// <summary>Goes by when it is told to, and a nanosecond each time it is looked at: no two moments are the same.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private const long NanosecondsPerTick = 100;

        private long _nanoseconds;

        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp() => Interlocked.Increment(ref _nanoseconds);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _nanoseconds, time.Ticks * NanosecondsPerTick);
    }
}
