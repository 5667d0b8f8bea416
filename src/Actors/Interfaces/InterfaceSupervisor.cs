using System.Globalization;
using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <summary>Keeps one <see cref="InterfaceMonitor"/> per NIC: a failing one is stopped, and made anew after a growing wait.</summary>
/// <remarks>A NIC's state is told to the host only after its monitor's death, so after its last words: the host never has to sort
/// old from new.</remarks>
public sealed partial class InterfaceSupervisor : ReceiveActor, IWithTimers
{
    private readonly InterfaceSettings _settings;
    private readonly OpenInterface _open;
    private readonly IActorRef _host;
    private readonly IActorRef _flows;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly FirstRound _firstRound;
    private readonly StandingOrders _orders;
    private readonly Incarnations _incarnations;
    private readonly SupervisorMemory _memory;
    private readonly ActorBoard _board;
    private readonly ReleaseInterface _release;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, TrackedInterface> _tracked = new(StringComparer.Ordinal);
    private bool _follows;
    private bool _hasList;
    private bool _willPublish;

    public InterfaceSupervisor(
        InterfaceSettings settings,
        OpenInterface open,
        IActorRef host,
        IActorRef flows,
        Action<FirstRoundCompleted> firstRound,
        TimeProvider time,
        Func<double> random,
        SupervisorMemory memory,
        ActorBoard board,
        ReleaseInterface release)
    {
        _settings = settings;
        _open = open;
        _host = host;
        _flows = flows;
        _time = time;
        _random = random;
        _firstRound = new FirstRound(firstRound);
        (_memory, _orders, _incarnations) = (memory, memory.Orders, memory.Incarnations);
        (_board, _release) = (board, release);

        Do<TrackInterfaces>(Track);
        Do<TrackAgain>(_ => TrackUnlessNewer());
        Do<InterfaceAttached>(MonitorAttached);
        Receive<LastWordsLost>(LastWordsWereLost);
        Do<Terminated>(MonitorEnded);
        Do<BetterFound>(_ => TakeBetter());
        Do<BetterDue>(message => LookForBetterAgain(message.InterfaceIndex));
        Do<Retry>(message => StartAgain(message.InterfaceName));
        Do<AttachInterface>(order => CarryOut(order, Attach));
        Do<DetachInterface>(order => CarryOut(order, Detach));
        Do<RestartInterface>(order => CarryOut(order, Restart));
        Do<SetInterval>(order => CarryOut(order, nic => ChangeInterval(nic, order.Interval)));
        Do<SetFlowSlots>(order => CarryOut(order, nic => ChangeFlowRoom(nic, order.Slots)));
        Do<FlowRoomChanged>(FlowRoomWasChanged);
        Do<LimitFlows>(LimitAllFlows);
        Receive<DescribeActors>(_ => Sender.Tell(new ActorsDescribed(Description())));
        Receive<PublishDescription>(_ => Publish());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="flows">Who is told of closed windows' flows, and of new names.</param>
    /// <param name="firstRound">As in <see cref="InterfacesHosting.WithInterfaces"/>.</param>
    /// <param name="random">In [0, 1), for the jitter.</param>
    public static Props PropsFor(
        InterfaceSettings settings,
        OpenInterface open,
        IActorRef host,
        IActorRef flows,
        Action<FirstRoundCompleted> firstRound,
        TimeProvider time,
        Func<double> random) => PropsFor(settings, open, host, flows, firstRound, time, random, new ActorBoard());

    /// <param name="flows">Who is told of closed windows' flows, and of new names.</param>
    /// <param name="firstRound">As in <see cref="InterfacesHosting.WithInterfaces"/>.</param>
    /// <param name="random">In [0, 1), for the jitter.</param>
    /// <param name="board">Where it says what became of itself and of the monitors.</param>
    /// <param name="release">Null where nothing outlives a reader.</param>
    public static Props PropsFor(
        InterfaceSettings settings,
        OpenInterface open,
        IActorRef host,
        IActorRef flows,
        Action<FirstRoundCompleted> firstRound,
        TimeProvider time,
        Func<double> random,
        ActorBoard board,
        ReleaseInterface? release = null)
    {
        var left = release ?? (static _ => { });
        var memory = new SupervisorMemory(time);
        return Props.Create(() => new InterfaceSupervisor(settings, open, host, flows, firstRound, time, random, memory, board, left));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(NoteFailure, loggingEnabled: false);

    protected override void PreStart()
    {
        Publish();
        if (_memory.List is null)
        {
            return;
        }

        if (_memory.ListFailures == 0)
        {
            Self.Tell(TrackAgain.Instance);
        }
        else
        {
            // Following the list is what failed, and would fail again at once.
            Timers.StartSingleTimer(nameof(TrackAgain), TrackAgain.Instance, _settings.Restart.Backoff.After(_memory.ListFailures, _random()));
        }
    }

    protected override void PreRestart(Exception reason, object message)
    {
        if (_follows)
        {
            _memory.ListFailures++;
        }

        _incarnations.Note(reason);
        base.PreRestart(reason, message);
    }

    protected override void PostStop() => AbandonOrders();

    /// <summary>Handles a message, after which the description may be another one.</summary>
    private void Do<T>(Action<T> handle) => Receive<T>(message =>
    {
        handle(message);
        PublishSoon();
    });

    /// <summary>Behind all that waits already: a burst of messages costs one description.</summary>
    private void PublishSoon()
    {
        if (!_willPublish)
        {
            _willPublish = true;
            Self.Tell(PublishDescription.Instance);
        }
    }

    private void Publish()
    {
        _willPublish = false;
        _board.Publish(Description());
    }

    /// <summary>Runs when a child failed, before it stops; what follows from it is done when it is dead.</summary>
    private Directive NoteFailure(Exception exception)
    {
        var failure = exception as InterfaceFailure;
        if (OwnerOf(Sender) is { } nic)
        {
            var isNews = nic.Account.Last?.Message != exception.Message;
            Fail(nic, failure?.Kind ?? FailureKind.Fault, exception.Message, failure?.Silence ?? TimeSpan.Zero);
            if (failure is null && isNews)
            {
                _log.Error(exception, "{0}: unexpected failure", nic.Link.Name);
            }
        }

        PublishSoon();
        return Directive.Stop;
    }

    private void Fail(TrackedInterface nic, FailureKind kind, string message, TimeSpan silence) =>
        nic.Fail(new AttachRefused(nic.Link.Name, kind, message), silence, _time.GetUtcNow());

    /// <summary>A list that waited in the mailbox while this actor was made anew is newer than the one that is remembered.</summary>
    private void TrackUnlessNewer()
    {
        if (!_hasList)
        {
            Track(_memory.List!);
        }
    }

    private void Track(TrackInterfaces message)
    {
        _memory.List = message;
        Timers.Cancel(nameof(TrackAgain));
        if (!_hasList)
        {
            ForgetAllBut(message);
        }

        _follows = true;
        Follow(message);
        (_follows, _hasList) = (false, true);
        _memory.ListFailures = 0;
    }

    /// <summary>NICs that went while this actor was made anew: nobody else tells the host.</summary>
    private void ForgetAllBut(TrackInterfaces message)
    {
        foreach (var name in _memory.NamesBeside(message.Links.Select(link => link.Name).ToHashSet(StringComparer.Ordinal)))
        {
            _memory.Forget(name);
            _host.Tell(new InterfaceGone(name));
        }
    }

    private void Follow(TrackInterfaces message)
    {
        _firstRound.Begin(message.Links.Select(link => link.Name));
        var postponed = Rename(message);
        var names = message.Links.Select(link => link.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var nic in _tracked.Values.Where(nic => !names.Contains(nic.Link.Name) && !postponed.Contains(nic.Link.Index)).ToList())
        {
            GiveUp(nic);
        }

        foreach (var link in message.Links.Where(link => !postponed.Contains(link.Index)))
        {
            if (!_tracked.TryGetValue(link.Name, out var nic))
            {
                nic = new TrackedInterface(link, _memory.AccountOf(link.Name));
                _tracked.Add(link.Name, nic);
                StartFirst(nic);
            }
            else
            {
                Follow(nic, link);
            }
        }
    }

    private void Follow(TrackedInterface nic, LinkDescription link)
    {
        var before = nic.Link;
        nic.Link = link;
        if (nic.Ending != Ending.No || link.Index != before.Index)
        {
            // Another device under the same name: the old attachment went with the old one.
            Replace(nic, isFinal: link.Index != before.Index);
        }
        else if (link != before)
        {
            nic.Monitor?.Tell(new LinkChanged(link));
            _host.Tell(new LinkChanged(link));
        }

        if (nic is { Monitor: null, Failure.Kind: FailureKind.Gone })
        {
            // The list still has it, or has it again.
            TryNow(nic);
        }
    }

    private void GiveUp(TrackedInterface nic)
    {
        _firstRound.Forget(nic.Link.Name);
        if (nic.Monitor is { } monitor)
        {
            nic.Ending = Ending.Gone;
            nic.Parting.IsFinal = true;
            Context.Stop(monitor);
        }
        else
        {
            Forget(nic);
        }
    }

    /// <param name="isFinal">Nobody goes on with what the present monitor counts.</param>
    private void Replace(TrackedInterface nic, bool isFinal)
    {
        if (nic.Monitor is { } monitor)
        {
            nic.Ending = Ending.Anew;
            nic.Parting.IsFinal |= isFinal;
            Context.Stop(monitor);
        }
        else
        {
            Timers.Cancel(nic.Link.Name);
            StartFirst(nic);
        }
    }

    private void Forget(TrackedInterface nic)
    {
        Timers.Cancel(nic.Link.Name);
        Release(nic);
        _ = _tracked.Remove(nic.Link.Name);
        _memory.Forget(nic.Link.Name);
        _host.Tell(new InterfaceGone(nic.Link.Name));
        nic.RefuseAll("the NIC is gone");
        _log.Info("{0}: not followed any more", nic.Link.Name);
    }

    /// <summary>A monitor that failed left its NIC to the next one, and now there is none.</summary>
    private void Release(TrackedInterface nic)
    {
        try
        {
            _release(nic.Link);
        }
        catch (InterfaceFailure failure)
        {
            _log.Warning("{0}: something of ours is left on it, which 'netmonitor cleanup' removes: {1}", nic.Link.Name, failure.Message);
        }
    }

    private void StartFirst(TrackedInterface nic)
    {
        nic.Ending = Ending.No;
        nic.FailuresInRow = 0;
        if (_orders.IsDetached(nic.Link.Name))
        {
            Rest(nic);
            return;
        }

        _host.Tell(new InterfaceDetached(nic.Link, InterfaceCondition.Attaching, "", nic.Account.Restarts));
        Start(nic);
    }

    private void StartAgain(string interfaceName)
    {
        if (_tracked.TryGetValue(interfaceName, out var nic) && nic.Monitor is null)
        {
            nic.Account.Restarts++;
            TellDetached(nic);
            Start(nic);
        }
    }

    private void Start(TrackedInterface nic)
    {
        nic.ForgetFailure();
        nic.AttachedAt = null;
        nic.Parting = new Parting();
        nic.Monitor = Context.Watch(Context.ActorOf(
            InterfaceMonitor.PropsFor(
                nic.Link, _open, IntervalOf(nic), _orders.FlowSlotsOf(nic.Link.Name), _host, _flows, _time, _orders.FlowLimit, nic.Parting),
            ElementFor(nic.Link)));
        nic.Path = PathOf(nic.Monitor);
    }

    /// <summary>A renamed NIC's monitor keeps its path: whoever bears the old name next has the index beside it.</summary>
    private string ElementFor(LinkDescription link)
    {
        var element = InterfacePath.Encode(link.Name);
        return _tracked.Values.Any(nic => nic.Monitor?.Path.Name == element)
            ? element + string.Create(CultureInfo.InvariantCulture, $",{link.Index}")
            : element;
    }

    private TrackedInterface? OwnerOf(IActorRef monitor) => _tracked.Values.FirstOrDefault(nic => monitor.Equals(nic.Monitor));

    private void MonitorAttached(InterfaceAttached message)
    {
        if (OwnerOf(Sender) is not { } nic)
        {
            return;
        }

        nic.AttachedAt = _time.GetTimestamp();
        nic.IsRefusedBetter = !message.Attachment.Refused.IsEmpty;
        _firstRound.Attached(nic.Link.Name);
        if (nic.Ending == Ending.No)
        {
            nic.AnswerAttached(message.Attachment);
        }

        Log(nic, message.Attachment);
        LookForBetterLater(nic);
    }

    private void LastWordsWereLost(LastWordsLost message) =>
        _log.Warning("{0}: what it counted after its last reading is lost: {1}", message.InterfaceName, message.Message);

    private void MonitorEnded(Terminated message)
    {
        if (OwnerOf(message.ActorRef) is not { } nic)
        {
            return;
        }

        nic.Monitor = null;
        nic.Path = null;
        switch (nic.Ending)
        {
            case Ending.Gone:
                Forget(nic);
                RenamePostponed();
                break;
            case Ending.Anew:
                nic.RefuseFlowRoom("its actor was made anew meanwhile, before it came to this order");
                StartFirst(nic);
                break;
            default:
                RetryLater(nic);
                break;
        }
    }

    private void RetryLater(TrackedInterface nic)
    {
        if (nic.AttachedAt is { } attachedAt && _time.GetElapsedTime(attachedAt) - nic.Silence >= _settings.Restart.ResetAfter)
        {
            nic.FailuresInRow = 0;
        }

        nic.FailuresInRow++;
        if (nic.Failure is null)
        {
            Fail(nic, FailureKind.Fault, "its actor stopped without a failure", TimeSpan.Zero);
        }

        _firstRound.Refused(nic.Failure!);
        var wait = _settings.Restart.Wait(nic.Failure!.Kind, nic.FailuresInRow, _random());
        LogFailure(nic, wait);
        if (wait == TimeSpan.Zero)
        {
            nic.RefuseFlowRoom("its actor was made anew meanwhile, before it came to this order");
            StartAgain(nic.Link.Name);
            return;
        }

        nic.Backoff = (wait, _time.GetTimestamp());
        Timers.StartSingleTimer(nic.Link.Name, new Retry(nic.Link.Name), wait);
        TellDetached(nic);
        nic.RefuseAll($"{nic.Reason}; next attempt in {wait.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    /// <summary>Transitions are worth a warning; what repeats is counted in the restarts. A device that went is no trouble.</summary>
    private void LogFailure(TrackedInterface nic, TimeSpan wait)
    {
        if (nic.Failure!.Kind == FailureKind.Gone)
        {
            _log.Info("{0}: {1}; next attempt in {2}, or when the list of NICs has it", nic.Link.Name, nic.Reason, wait);
        }
        else if (nic.FailuresInRow == _settings.Restart.DownAfter || (nic.FailuresInRow == 1 && IsDown(nic)))
        {
            _log.Warning("{0}: down: {1}; next attempt in {2}", nic.Link.Name, nic.Reason, wait);
        }
        else if (nic.FailuresInRow == 1)
        {
            _log.Warning("{0}: failing: {1}; next attempt in {2}", nic.Link.Name, nic.Reason, wait);
        }
        else
        {
            _log.Debug("{0}: failure {1} in a row: {2}", nic.Link.Name, nic.FailuresInRow, nic.Reason);
        }
    }

    /// <summary>Of one that failed.</summary>
    private bool IsDown(TrackedInterface nic) => _settings.Restart.IsDown(nic.Failure!.Kind, nic.FailuresInRow);

    private void TellDetached(TrackedInterface nic) => _host.Tell(new InterfaceDetached(
        nic.Link,
        IsDown(nic) ? InterfaceCondition.Down : InterfaceCondition.Failing,
        nic.Reason,
        nic.Account.Restarts));

    private sealed class TrackAgain : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly TrackAgain Instance = new();
    }

    private sealed class PublishDescription : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly PublishDescription Instance = new();
    }

    /// <summary>One line for each NIC. To be left with the kernel's own counters is worth a warning, unless that was asked for.</summary>
    private void Log(TrackedInterface nic, Attachment attachment)
    {
        var mode = attachment.Mode.ToString().ToLowerInvariant();
        if (attachment.Mode == AttachMode.Kernel && nic.IsRefusedBetter)
        {
            _log.Warning("{0}: attached, {1}: {2}", nic.Link.Name, mode, attachment.Reason);
        }
        else
        {
            _log.Info("{0}: attached, {1}: {2}", nic.Link.Name, mode, attachment.Reason);
        }
    }

    private sealed record Retry(string InterfaceName) : INoSerializationVerificationNeeded, IDeadLetterSuppression;
}
