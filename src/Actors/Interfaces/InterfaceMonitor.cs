using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Host;
using NetMonitor.Core.Costs;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Actors.Interfaces;

/// <summary>Owns one attachment to one NIC, from opening its reader to its last words: what it reads it tells the host, and the flows whoever keeps them.</summary>
/// <remarks>It is never restarted in place: whatever fails here stops it, and the supervisor makes a new one.</remarks>
public sealed class InterfaceMonitor : ReceiveActor, IWithTimers
{
    /// <summary>Where readers may block without holding up the other actors.</summary>
    public const string Dispatcher = "akka.actor.netmonitor-readers";

    /// <summary>A window that stays open for longer will not close: the kernel itself warns of a grace period that takes 21 s
    /// (CONFIG_RCU_CPU_STALL_TIMEOUT). Seen at the first tick after.</summary>
    public static readonly TimeSpan LongestClosing = TimeSpan.FromSeconds(30);

    private readonly OpenInterface _open;
    private readonly IActorRef _host;
    private readonly IActorRef _flows;
    private readonly TimeProvider _time;
    private readonly Parting? _parting;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    private LinkDescription _link;
    private int? _flowSlots;
    private FlowLimit _limit;

    /// <summary>Slots that it would be asked for without a budget.</summary>
    private int _fullSlots;
    private TimeSpan _interval;
    private IInterfaceReader? _reader;
    private InterfaceReading? _previous;
    private TrafficCounters _told = TrafficCounters.Zero;
    private InterfaceFailure? _failure;
    private bool _closing;
    private long _closingSince;
    private long _late;

    public InterfaceMonitor(
        LinkDescription link, OpenInterface open, TimeSpan interval, int? flowSlots, IActorRef host, IActorRef flows, TimeProvider time, FlowLimit limit, Parting? parting)
    {
        _link = link;
        _open = open;
        _interval = interval;
        _flowSlots = flowSlots;
        _host = host;
        _flows = flows;
        _time = time;
        _parting = parting;
        _limit = limit;

        Receive<Open>(_ => OpenReader());
        Receive<Tick>(_ => CloseWindow());
        Receive<WindowClosed>(_ => ReadWindow());
        Receive<LinkChanged>(Follow);
        Receive<TryBetter>(_ => LookForBetter());
        Receive<IntervalChanged>(message => ChangeInterval(message.Interval));
        Receive<ChangeFlowRoom>(ChangeRoom);
        Receive<LimitFlows>(Limit);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="flowSlots">What was ordered; null where nothing was, and the reader knows what its flows are to have.</param>
    /// <param name="flows">Who is told of closed windows' flows.</param>
    /// <param name="limit">What the budget leaves of the precision of flows; null for all of it.</param>
    /// <param name="parting">Null where its NIC is always left to who comes next.</param>
    public static Props PropsFor(
        LinkDescription link, OpenInterface open, TimeSpan interval, int? flowSlots, IActorRef host, IActorRef flows, TimeProvider time, FlowLimit? limit = null,
        Parting? parting = null)
    {
        var left = limit ?? FlowLimit.None;
        return Props.Create(() => new InterfaceMonitor(link, open, interval, flowSlots, host, flows, time, left, parting)).WithDispatcher(Dispatcher);
    }

    protected override void PreStart() => Self.Tell(Open.Instance);

    protected override void PostStop()
    {
        if (_reader is null)
        {
            return;
        }

        using var reader = _reader;
        if (_failure is { Kind: FailureKind.Stuck } stuck)
        {
            // To finish would wait for the same grace period.
            Context.Parent.Tell(new LastWordsLost(_link.Name, stuck.Message));
            return;
        }

        try
        {
            var (reading, readTime) = Timed(_parting is { IsFinal: true } ? reader.Finish : reader.LeaveCounting);
            _host.Tell(new InterfaceFinished(Summary(reader, AsOfSevering(reading), readTime)));
            TellFlows(reader, reading);
        }
        catch (InterfaceFailure failure)
        {
            Context.Parent.Tell(new LastWordsLost(_link.Name, failure.Message));
        }
    }

    private void OpenReader()
    {
        _reader = _open(_link);
        if (_flowSlots is { } slots && _reader.ChangeFlows(slots) is { } refusal)
        {
            _log.Warning("{0}: its flows have other room than was ordered ({1} slots): {2}", _link.Name, FlowSlots.Words(slots), refusal);
        }

        _fullSlots = _reader.Attachment.Flows.Wanted;
        if (_limit.Precision.Step > 0)
        {
            KeepToLimit(_reader);
        }

        Context.Parent.Tell(new InterfaceAttached(_link.Name, Shown(_reader)));
        StartTicking();
        CloseWindow();
    }

    /// <summary>What changed, as the MTU, may be what stood in the way.</summary>
    private void Follow(LinkChanged message)
    {
        _link = message.Link;
        LookForBetter();
    }

    private void LookForBetter()
    {
        if (_reader is { Attachment.Refused.IsEmpty: false } reader && reader.HasBetter(_link))
        {
            Context.Parent.Tell(new BetterFound());
        }
    }

    private void ChangeInterval(TimeSpan interval)
    {
        if (interval == _interval)
        {
            return;
        }

        _interval = interval;
        if (_reader is not null)
        {
            StartTicking();
        }
    }

    /// <summary>Between two readings, as every message is; a window may be closing.</summary>
    private void ChangeRoom(ChangeFlowRoom message)
    {
        if (_reader is null)
        {
            // Before it was opened: that stands in the mailbox already.
            Self.Forward(message);
            return;
        }

        var refusal = _reader.ChangeFlows(message.Slots);
        if (refusal is null)
        {
            // From now on the budget leaves its slots alone: who ordered them knows why.
            (_flowSlots, _fullSlots) = (message.Slots, message.Slots);
        }

        Context.Parent.Tell(new FlowRoomChanged(message.Slots, message.Asker, _reader.Attachment.Flows, refusal));
    }

    private void Limit(LimitFlows message)
    {
        _limit = message.Limit;
        if (_reader is not null)
        {
            KeepToLimit(_reader);
        }
    }

    private void KeepToLimit(IInterfaceReader reader)
    {
        reader.LengthenFlows(_limit.LeastWindow);
        var slots = _limit.Precision.SlotsOf(_fullSlots);
        if (_flowSlots is null && slots != reader.Attachment.Flows.Wanted && reader.ChangeFlows(slots) is { } refusal)
        {
            _log.Warning("{0}: its flows have other room than the budget leaves ({1} slots): {2}", _link.Name, FlowSlots.Words(slots), refusal);
        }
    }

    private Attachment Shown(IInterfaceReader reader) =>
        reader.Attachment with { Flows = _limit.Shown(reader.Attachment.Flows, _fullSlots, hasOrder: _flowSlots is not null) };

    private void StartTicking() => Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, UntilNextRound(), _interval);

    /// <summary>All NICs of one interval are read in the same moment, whenever they were attached: they share one grace period, and the
    /// process sleeps in between.</summary>
    private TimeSpan UntilNextRound()
    {
        var sinceRound = TimeSpan.FromTicks(_time.GetElapsedTime(0).Ticks % _interval.Ticks);
        return _interval - sinceRound;
    }

    private void CloseWindow()
    {
        if (_closing)
        {
            GiveUpStuck();
            _late++;
            if (_late == 1)
            {
                _log.Warning("{0}: a window takes longer than the interval to close; readings are skipped and counted", _link.Name);
            }

            return;
        }

        _closing = true;
        _closingSince = _time.GetTimestamp();
        var self = Self;
        _reader!.CloseWindow(() => self.Tell(WindowClosed.Instance, ActorRefs.NoSender));
    }

    /// <summary>A NIC that is not read any more must not go on to be shown as one that counts.</summary>
    private void GiveUpStuck()
    {
        var silence = _time.GetElapsedTime(_closingSince);
        if (silence >= LongestClosing)
        {
            throw _failure = new InterfaceFailure(
                _link.Name, FailureKind.Stuck, $"close a window of {_link.Name}: the kernel's grace period does not end ({LongestClosing.TotalSeconds} s); dmesg may name a stall of RCU")
            {
                Silence = silence,
            };
        }
    }

    private void ReadWindow()
    {
        _closing = false;
        try
        {
            var (reading, readTime) = Timed(_reader!.Read);
            _host.Tell(new InterfaceRead(Summary(_reader, reading, readTime)));
            _previous = reading;
            TellFlows(_reader, reading);
        }
        catch (InterfaceFailure failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>Nothing that fails stands between taking a window and giving it away: who has it disposes of it.</summary>
    private void TellFlows(IInterfaceReader reader, InterfaceReading reading)
    {
        if (reader.TakeFlows(_link.Name) is { } window)
        {
            _flows.Tell(new FlowsRead(window, _link.Index, FrameSizeStep.Between(_told, reading.Counters)));
            _told = reading.Counters;
        }
    }

    private (InterfaceReading Reading, TimeSpan ReadTime) Timed(Func<InterfaceReading> read)
    {
        var start = _time.GetTimestamp();
        var reading = read();
        return (reading, _time.GetElapsedTime(start));
    }

    private InterfaceSummary Summary(IInterfaceReader reader, InterfaceReading reading, TimeSpan readTime)
    {
        var rates = _previous is null ? null : InterfaceRates.Between(_previous, reading, _link.SpeedBitsPerSecond);
        return new InterfaceSummary(_link, Shown(reader), reading, rates, readTime) { LateReadings = _late };
    }

    /// <summary>Somebody took the programs off at an unknown moment after the last good reading. Taking the kernel's figures of that
    /// reading as the last known ones makes everything since show as uncounted: too much rather than too little.</summary>
    private InterfaceReading AsOfSevering(InterfaceReading reading) => _failure?.Kind == FailureKind.Severed
        ? reading with { Kernel = _previous?.Kernel ?? reading.KernelAtAttach }
        : reading;

    private sealed class Open : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Open Instance = new();
    }

    private sealed class Tick : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Tick Instance = new();
    }

    /// <summary>Sent to the incarnation that closed the window: an older one's is addressed to an actor that is gone.</summary>
    private sealed class WindowClosed : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly WindowClosed Instance = new();
    }
}
