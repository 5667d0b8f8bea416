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
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<string, TrackedInterface> _tracked = new(StringComparer.Ordinal);

    public InterfaceSupervisor(
        InterfaceSettings settings,
        OpenInterface open,
        IActorRef host,
        IActorRef flows,
        Action<FirstRoundCompleted> firstRound,
        TimeProvider time,
        Func<double> random,
        StandingOrders orders,
        Incarnations incarnations)
    {
        _settings = settings;
        _open = open;
        _host = host;
        _flows = flows;
        _time = time;
        _random = random;
        _firstRound = new FirstRound(firstRound);
        _orders = orders;
        _incarnations = incarnations;

        Receive<TrackInterfaces>(Track);
        Receive<InterfaceAttached>(MonitorAttached);
        Receive<LastWordsLost>(LastWordsWereLost);
        Receive<Terminated>(MonitorEnded);
        Receive<BetterFound>(_ => TakeBetter());
        Receive<BetterDue>(message => LookForBetterAgain(message.InterfaceIndex));
        Receive<Retry>(message => StartAgain(message.InterfaceName));
        Receive<AttachInterface>(order => CarryOut(order, Attach));
        Receive<DetachInterface>(order => CarryOut(order, Detach));
        Receive<RestartInterface>(order => CarryOut(order, Restart));
        Receive<SetInterval>(order => CarryOut(order, nic => ChangeInterval(nic, order.Interval)));
        Receive<SetFlowSlots>(order => CarryOut(order, nic => ChangeFlowRoom(nic, order.Slots)));
        Receive<FlowRoomChanged>(FlowRoomWasChanged);
        Receive<DescribeActors>(_ => Describe());
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
        Func<double> random)
    {
        var (orders, incarnations) = (new StandingOrders(), new Incarnations());
        return Props.Create(() =>
            new InterfaceSupervisor(settings, open, host, flows, firstRound, time, random, orders, incarnations));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(NoteFailure, loggingEnabled: false);

    protected override void PreRestart(Exception reason, object message)
    {
        // The list comes once per change: without this a new instance would stay blind until the next one. Not after the list
        // itself failed, which would fail again at once.
        if (message is not TrackInterfaces)
        {
            Self.Tell(new TrackInterfaces([.. _tracked.Values.Where(nic => nic.Ending != Ending.Gone).Select(nic => nic.Link)]));
        }

        _incarnations.Note(reason);
        base.PreRestart(reason, message);
    }

    protected override void PostStop() => AbandonOrders();

    /// <summary>Runs when a child failed, before it stops; what follows from it is done when it is dead.</summary>
    private Directive NoteFailure(Exception exception)
    {
        var failure = exception as InterfaceFailure;
        if (OwnerOf(Sender) is { } nic)
        {
            nic.Fail(new AttachRefused(nic.Link.Name, failure?.Kind ?? FailureKind.Read, exception.Message));
            if (failure is null)
            {
                _log.Error(exception, "{0}: unexpected failure", nic.Link.Name);
            }
        }

        return Directive.Stop;
    }

    private void Track(TrackInterfaces message)
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
                nic = new TrackedInterface(link);
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
            Replace(nic);
        }
        else if (link != before)
        {
            nic.Monitor?.Tell(new LinkChanged(link));
            _host.Tell(new LinkChanged(link));
        }
    }

    private void GiveUp(TrackedInterface nic)
    {
        _firstRound.Forget(nic.Link.Name);
        if (nic.Monitor is { } monitor)
        {
            nic.Ending = Ending.Gone;
            Context.Stop(monitor);
        }
        else
        {
            Forget(nic);
        }
    }

    private void Replace(TrackedInterface nic)
    {
        if (nic.Monitor is { } monitor)
        {
            nic.Ending = Ending.Anew;
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
        _ = _tracked.Remove(nic.Link.Name);
        _host.Tell(new InterfaceGone(nic.Link.Name));
        nic.RefuseAll("the NIC is gone");
        _log.Info("{0}: not followed any more", nic.Link.Name);
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

        _host.Tell(new InterfaceDetached(nic.Link, InterfaceCondition.Attaching, "", nic.Restarts));
        Start(nic);
    }

    private void StartAgain(string interfaceName)
    {
        if (_tracked.TryGetValue(interfaceName, out var nic) && nic.Monitor is null)
        {
            nic.Restarts++;
            TellDetached(nic);
            Start(nic);
        }
    }

    private void Start(TrackedInterface nic)
    {
        nic.ForgetFailure();
        nic.AttachedAt = null;
        nic.Monitor = Context.Watch(Context.ActorOf(
            InterfaceMonitor.PropsFor(nic.Link, _open, IntervalOf(nic), _orders.FlowSlotsOf(nic.Link.Name), _host, _flows, _time),
            ElementFor(nic.Link)));
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
        if (nic.AttachedAt is { } attachedAt && _time.GetElapsedTime(attachedAt) >= _settings.Restart.ResetAfter)
        {
            nic.FailuresInRow = 0;
        }

        nic.FailuresInRow++;
        if (nic.Failure is null)
        {
            nic.Fail(new AttachRefused(nic.Link.Name, FailureKind.Read, "its actor stopped without a failure"));
        }

        _firstRound.Refused(nic.Failure!);
        var wait = _settings.Restart.Wait(nic.FailuresInRow, _random());
        Timers.StartSingleTimer(nic.Link.Name, new Retry(nic.Link.Name), wait);
        LogFailure(nic, wait);
        TellDetached(nic);
        nic.RefuseAll($"{nic.Reason}; next attempt in {wait.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    /// <summary>Transitions are worth a warning; what repeats is counted in the restarts.</summary>
    private void LogFailure(TrackedInterface nic, TimeSpan wait)
    {
        if (nic.FailuresInRow == _settings.Restart.DownAfter)
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

    private void TellDetached(TrackedInterface nic) => _host.Tell(new InterfaceDetached(
        nic.Link,
        _settings.Restart.IsDown(nic.FailuresInRow) ? InterfaceCondition.Down : InterfaceCondition.Failing,
        nic.Reason,
        nic.Restarts));

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
