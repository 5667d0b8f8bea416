using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

public sealed class InterfaceMonitorSpec : TestKit
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    private readonly ScriptedNic _nic = ScriptedNic.Named("veth0");
    private readonly ManualTime _time = new();
    private readonly TestProbe _host;
    private readonly TestProbe _flows;
    private readonly TestProbe _parent;

    public InterfaceMonitorSpec()
        : base(Reference.WithTestScheduler)
    {
        _host = CreateTestProbe();
        _flows = CreateTestProbe();
        _parent = CreateTestProbe();
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void InterfaceMonitor_should_say_that_it_is_attached_and_read_at_once()
    {
        _nic.Pass(100, 100);
        _ = Start();

        var attached = _parent.ExpectMsg<InterfaceAttached>(Bound);
        Assert.Equal(new InterfaceAttached("veth0", _nic.Readers[0].Attachment), attached);
        var summary = _host.ExpectMsg<InterfaceRead>(Bound).Summary;
        Assert.Equal(_nic.Link, summary.Link);
        Assert.Equal(_nic.Readers[0].Attachment, summary.Attachment);
        Assert.Equal(0UL, summary.Reading.Counters.Rx.Total.Packets);
        Assert.Null(summary.Rates);
    }

    [Fact]
    public void InterfaceMonitor_should_read_every_interval()
    {
        _ = Started();
        for (ulong tick = 1; tick <= 3; tick++)
        {
            _nic.Pass(10, 1);
            Scheduler.Advance(Interval);

            var summary = _host.ExpectMsg<InterfaceRead>(Bound).Summary;
            Assert.Equal(tick * 10, summary.Reading.Counters.Rx.Total.Packets);
            Assert.Equal(new InterfaceRates(new(10, 8000), new(1, 800), 8e-6, 8e-7), summary.Rates);
        }

        _host.ExpectNoMsg(Silence);
    }

    [Fact]
    public void InterfaceMonitor_should_measure_the_reading_alone()
    {
        var slow = new SlowReader(_nic, _time);
        _ = Start(slow.Open);

        Assert.Equal(TimeSpan.FromMilliseconds(3), _host.ExpectMsg<InterfaceRead>(Bound).Summary.ReadTime);
    }

    [Fact]
    public void InterfaceMonitor_should_skip_and_count_a_tick_that_comes_while_a_window_is_closing()
    {
        var monitor = Started();
        _nic.HoldWindows();
        Scheduler.Advance(Interval);
        Scheduler.Advance(Interval);
        Scheduler.Advance(Interval);
        AwaitHandled(monitor);
        _host.ExpectNoMsg(Silence);

        _nic.ReleaseWindows();

        Assert.Equal(2, _host.ExpectMsg<InterfaceRead>(Bound).Summary.LateReadings);
        _host.ExpectNoMsg(Silence);
        Scheduler.Advance(Interval);
        Assert.Equal(2, _host.ExpectMsg<InterfaceRead>(Bound).Summary.LateReadings);
    }

    [Fact]
    public void InterfaceMonitor_should_tell_its_last_words_and_detach_when_it_is_stopped()
    {
        var monitor = Started();
        _nic.Pass(3, 2);

        Sys.Stop(monitor);

        var last = _host.ExpectMsg<InterfaceFinished>(Bound).Summary;
        Assert.Equal((3UL, 2UL), (last.Reading.Counters.Rx.Total.Packets, last.Reading.Counters.Tx.Total.Packets));
        ExpectDisposed();
    }

    [Fact]
    public void InterfaceMonitor_should_tell_its_last_words_while_a_window_is_closing()
    {
        var monitor = Started();
        _nic.HoldWindows();
        Scheduler.Advance(Interval);
        AwaitHandled(monitor);
        _nic.Pass(3, 2);

        Sys.Stop(monitor);

        Assert.Equal(3UL, _host.ExpectMsg<InterfaceFinished>(Bound).Summary.Reading.Counters.Rx.Total.Packets);
        _nic.ReleaseWindows();
        _host.ExpectNoMsg(Silence);
    }

    [Fact]
    public void InterfaceMonitor_should_detach_and_report_the_loss_when_the_last_words_fail()
    {
        var monitor = Started();
        _nic.FailFinishing("map is closed");

        Sys.Stop(monitor);

        Assert.Equal(new LastWordsLost("veth0", "map is closed"), _parent.ExpectMsg<LastWordsLost>(Bound));
        ExpectDisposed();
        _host.ExpectNoMsg(Silence);
    }

    [Fact]
    public void InterfaceMonitor_should_stop_with_last_words_when_a_reading_fails()
    {
        var monitor = Started();
        _ = Watch(monitor);
        _nic.Pass(3, 2);
        _nic.FailReading(FailureKind.Read, "map is closed");

        Scheduler.Advance(Interval);

        Assert.Equal(3UL, _host.ExpectMsg<InterfaceFinished>(Bound).Summary.Reading.Counters.Rx.Total.Packets);
        _ = ExpectTerminated(monitor, Bound);
        ExpectDisposed();
    }

    [Fact]
    public void InterfaceMonitor_should_show_as_uncounted_all_that_passed_since_the_last_good_reading_when_it_was_severed()
    {
        _nic.Pass(1000, 1000);
        _ = Started();
        _nic.Pass(3, 3);
        Scheduler.Advance(Interval);
        _ = _host.ExpectMsg<InterfaceRead>(Bound);
        _nic.Pass(5, 5);
        _nic.Sever();
        _nic.Pass(7, 7);

        Scheduler.Advance(Interval);

        var last = _host.ExpectMsg<InterfaceFinished>(Bound).Summary.Reading;
        Assert.Equal(8UL, last.Counters.Rx.Total.Packets);
        Assert.Equal(1003UL, last.Kernel.RxPackets);
    }

    [Fact]
    public void InterfaceMonitor_should_say_nothing_and_stop_when_it_cannot_attach()
    {
        _nic.FailAttaching(FailureKind.Privilege, "CAP_BPF is missing");
        var monitor = Start();
        _ = Watch(monitor);

        _ = ExpectTerminated(monitor, Bound);
        _host.ExpectNoMsg(Silence);
        _parent.ExpectNoMsg(Silence);
        Assert.Empty(_nic.Readers);
    }

    [Fact]
    public void InterfaceMonitor_should_use_the_newest_description_of_its_link()
    {
        var monitor = Started();
        var faster = _nic.Link with { SpeedBitsPerSecond = 8000 };
        monitor.Tell(new LinkChanged(faster));
        _nic.Pass(10, 0);
        Scheduler.Advance(Interval);

        var summary = _host.ExpectMsg<InterfaceRead>(Bound).Summary;
        Assert.Equal(faster, summary.Link);
        Assert.Equal(1.0, summary.Rates!.RxUtilisation);
    }

    private IActorRef Start(OpenInterface? open = null)
    {
        var props = InterfaceMonitor.PropsFor(_nic.Link, open ?? _nic.Open, Interval, flowSlots: null, _host.Ref, _flows.Ref, _time);
        var parent = _parent.Ref;
        _ = Sys.ActorOf(Props.Create(() => new StoppingParent(props, parent)));
        return _parent.ExpectMsg<IActorRef>(Bound);
    }

    private IActorRef Started()
    {
        var monitor = Start();
        _ = _parent.ExpectMsg<InterfaceAttached>(Bound);
        _ = _host.ExpectMsg<InterfaceRead>(Bound);
        return monitor;
    }

    /// <summary>Returns when the monitor has handled everything told to it before.</summary>
    private void AwaitHandled(IActorRef monitor)
    {
        var probe = CreateTestProbe();
        monitor.Tell(new Identify(1), probe.Ref);
        _ = probe.ExpectMsg<ActorIdentity>(Bound);
    }

    private void ExpectDisposed() =>
        Assert.True(SpinWait.SpinUntil(() => _nic.Readers.All(reader => reader is { IsAttached: false, Disposals: 1 }), Bound));

    /// <summary>Stops its child when it fails, as the supervisor does, and hands on what the child says.</summary>
    private sealed class StoppingParent : ReceiveActor
    {
        public StoppingParent(Props child, IActorRef probe)
        {
            probe.Tell(Context.ActorOf(child, "veth0"));
            Receive<IInterfacesMessage>(probe.Forward);
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);
    }

    /// <summary>Closing a window takes a second of its clock, reading it three milliseconds.</summary>
    private sealed class SlowReader(ScriptedNic nic, ManualTime time) : IInterfaceReader
    {
        private IInterfaceReader? _inner;

        public LinkDescription Link => _inner!.Link;

        public Attachment Attachment => _inner!.Attachment;

        public IInterfaceReader Open(LinkDescription link)
        {
            _inner = nic.Open(link);
            return this;
        }

        public void CloseWindow(Action closed)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            _inner!.CloseWindow(closed);
        }

        public InterfaceReading Read()
        {
            time.Advance(TimeSpan.FromMilliseconds(3));
            return _inner!.Read();
        }

        public FlowWindow? TakeFlows(string name) => _inner!.TakeFlows(name);

        public string? ChangeFlows(int slots) => _inner!.ChangeFlows(slots);

        public void LengthenFlows(TimeSpan least) => throw new NotSupportedException();

        public InterfaceReading Finish() => _inner!.Finish();

        public void Dispose() => _inner!.Dispose();
    }
}
