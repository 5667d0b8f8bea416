using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Actors.Tests;

/// <summary>Four NICs under traffic, of which one fails in every way there is. What must come out is known from what was passed.</summary>
public sealed class RestartSpec : TestKit
{
    private const int Failures = 50;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromSeconds(1),
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8), 0), DownAfter: 3, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();
    private readonly ScriptedNic[] _nics = [.. Enumerable.Range(0, 4).Select(i => ScriptedNic.Named($"veth{i}", i + 1))];
    private readonly ulong[] _passedRx = new ulong[4];
    private readonly ulong[] _passedTx = new ulong[4];
    private readonly IActorRef _supervisor;
    private InterfaceState? _seen;
    private long _failuresOfItself;

    public RestartSpec()
        : base(Reference.WithTestScheduler)
    {
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(Settings, Open, host, ActorRefs.Nobody, static _ => { }, new ManualTime(), static () => 0),
            "interfaces");
    }

    private ScriptedNic Failing => _nics[0];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Totals_should_never_step_back_and_other_nics_not_notice_when_one_fails_again_and_again(int seed)
    {
        var random = new Random(seed);
        Track();
        Await("every NIC counts", () => _board.Current.Interfaces.Count == 4
            && _board.Current.Interfaces.Values.All(state => state.Condition == InterfaceCondition.Counting));

        for (var failure = 0; failure < Failures; failure++)
        {
            Pass(random);
            Scheduler.Advance(Settings.Interval);
            Pass(random);
            var before = Look().Attachment!.Generation;
            Fail(random.Next(6));
            Pass(random);
            Recover(before);
        }

        Pass(random);
        AwaitAllRead();
        for (var i = 1; i < 4; i++)
        {
            var state = State(i);
            Assert.Equal((0L, 0UL, 0UL, 1), (state.Restarts, state.UncountedRx, state.UncountedTx, _nics[i].Attempts));
        }

        var failing = State(0);
        Assert.True(failing.Totals.Rx.Total.Packets <= _passedRx[0] && failing.Totals.Tx.Total.Packets <= _passedTx[0], "more was counted than passed");
        Assert.Equal(
            Failing.Readers.Where(reader => reader.Given is not null).Aggregate(TrafficCounters.Zero, (sum, reader) => sum + reader.Given!.Counters),
            failing.Totals);
        Assert.Equal(_failuresOfItself, failing.Restarts);
        Assert.Equal(Failures + 1, Failing.Readers.Count);
        Assert.All(Failing.Readers.SkipLast(1), reader => Assert.Equal((false, 1), (reader.IsAttached, reader.Disposals)));
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    private IInterfaceReader Open(LinkDescription link) => _nics.Single(nic => nic.Link.Name == link.Name).Open(link);

    private void Track() => _supervisor.Tell(new TrackInterfaces([.. _nics.Select(nic => nic.Link)]));

    private InterfaceState State(int nic) => _board.Current.Interfaces[$"veth{nic}"];

    private void Pass(Random random)
    {
        for (var i = 0; i < _nics.Length; i++)
        {
            var (rx, tx) = ((ulong)random.Next(20), (ulong)random.Next(20));
            _nics[i].Pass(rx, tx);
            _passedRx[i] += rx;
            _passedTx[i] += tx;
        }
    }

    private void Fail(int way)
    {
        switch (way)
        {
            case 0:
                Failing.FailReading(FailureKind.Read, "map is closed");
                break;
            case 1:
                Failing.FailReading(FailureKind.Read, "map is closed");
                Failing.FailFinishing("map is closed");
                break;
            case 2:
                Failing.Sever();
                break;
            case 3:
                Failing.FailReading(new InvalidOperationException("a bug"));
                break;
            case 4:
                Failing.FailReading(FailureKind.Gone, "no such device");
                Failing.FailAttaching(FailureKind.Attach, "busy", times: 3);
                break;
            default:
                Failing.Remake();
                Track();
                return;
        }

        _failuresOfItself += way == 4 ? 4 : 1;
        Scheduler.Advance(Settings.Interval);
    }

    /// <summary>Time goes on until the failing NIC has a newer attachment that was read.</summary>
    private void Recover(Generation before) => Step(
        Settings.Restart.Backoff.Max,
        "the failing NIC counts again",
        () => Look() is { Condition: InterfaceCondition.Counting, Attachment: { } attachment } && attachment.Generation.Value > before.Value);

    private void AwaitAllRead() => Step(
        Settings.Interval,
        "all that passed was read",
        () => Enumerable.Range(1, 3).All(i => State(i).Totals == ScriptedNic.Counters(_passedRx[i], _passedTx[i]))
            && Look().Totals.Rx.Total.Packets + Look().UncountedRx >= _passedRx[0]
            && Look().Totals.Tx.Total.Packets + Look().UncountedTx >= _passedTx[0]);

    private static void Await(string what, Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, Bound), $"not within bounds: {what}");

    private void Step(TimeSpan step, string what, Func<bool> holds)
    {
        for (var steps = 0; steps < 3000; steps++)
        {
            if (SpinWait.SpinUntil(holds, TimeSpan.FromMilliseconds(10)))
            {
                return;
            }

            Scheduler.Advance(step);
        }

        Assert.Fail($"never came: {what}");
    }

    /// <summary>The failing NIC as it is shown now, after comparing it with how it was shown before.</summary>
    private InterfaceState Look()
    {
        var state = State(0);
        if (_seen is { } seen)
        {
            Assert.True(state.Totals.Covers(seen.Totals), "totals stepped back");
            Assert.True(state.UncountedRx >= seen.UncountedRx && state.UncountedTx >= seen.UncountedTx, "uncounted packets stepped back");
            Assert.True(state.Kernel.RxPackets >= seen.Kernel.RxPackets, "the kernel's counters stepped back");
            Assert.True(state.Restarts >= seen.Restarts, "restarts stepped back");
        }

        Assert.All(
            [state.Rates?.Rx, state.Rates?.Tx],
            rate => Assert.True(rate is null or { PacketsPerSecond: >= 0, BitsPerSecond: >= 0 }, "negative rate"));
        return _seen = state;
    }
}
