using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Flows;

/// <summary>Folds the windows of all NICs into the host's one ledger of flows, and tells the host how it looks.</summary>
/// <remarks>It keeps nothing but the book: made anew after a failure, it goes on from there. Until a window comes it does nothing at all, so
/// where no NIC's flows are counted it costs nothing.</remarks>
public sealed class FlowAggregator : ReceiveActor, IWithTimers
{
    /// <summary>All NICs of one interval are read in the same moment; their windows are here well before this, so that they make one view.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly FlowBook _book;
    private readonly IActorRef _host;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ActorBoard _actors;
    private readonly Incarnations _incarnations;
    private bool _gathers;
    private bool _tells;

    public FlowAggregator(FlowBook book, IActorRef host, TimeSpan interval, TimeProvider time, ActorBoard actors, Incarnations incarnations)
    {
        _book = book;
        _host = host;
        _interval = interval;
        _time = time;
        _actors = actors;
        _incarnations = incarnations;

        Receive<FlowsRead>(Take);
        Receive<Publish>(_ => Tell());
        Receive<MakeUp>(_ => Gather());
        Receive<DumpFlows>(message => Sender.Tell(_book.Dump(message.Filter, Now())));
        Receive<LinksRenamed>(message => _book.Rename(message));
        Receive<DescribeActors>(_ => Sender.Tell(new ActorsDescribed(Description())));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="interval">How often the host hears how the flows age while no window comes.</param>
    public static Props PropsFor(FlowBook book, IActorRef host, TimeSpan interval, TimeProvider time) =>
        PropsFor(book, host, interval, time, new ActorBoard());

    /// <param name="interval">How often the host hears how the flows age while no window comes.</param>
    /// <param name="actors">Where it says what became of itself.</param>
    public static Props PropsFor(FlowBook book, IActorRef host, TimeSpan interval, TimeProvider time, ActorBoard actors)
    {
        var incarnations = new Incarnations(time);
        return Props.Create(() => new FlowAggregator(book, host, interval, time, actors, incarnations));
    }

    protected override void PreStart()
    {
        _actors.Publish(Description());
        if (!_book.IsEmpty)
        {
            Timers.StartSingleTimer(nameof(Publish), Publish.Instance, _interval);
        }
    }

    protected override void PreRestart(Exception reason, object message)
    {
        if (!_tells)
        {
            // Where telling is what failed it would fail again, and waits as long as it would anyway; else the view that was due is made up for.
            Self.Tell(MakeUp.Instance);
        }

        _incarnations.Note(reason);
        base.PreRestart(reason, message);
    }

    private void Take(FlowsRead message)
    {
        _book.Fold(message);
        if (!_gathers)
        {
            Gather();
        }
    }

    private void Gather()
    {
        _gathers = true;
        Timers.StartSingleTimer(nameof(Publish), Publish.Instance, Gathering);
    }

    private void Tell()
    {
        _gathers = false;
        _tells = true;
        _host.Tell(new FlowsViewed(_book.View(Now())));
        _tells = false;
        if (!_book.IsEmpty)
        {
            Timers.StartSingleTimer(nameof(Publish), Publish.Instance, _interval);
        }
    }

    /// <summary>The clock of the windows.</summary>
    private MonotonicTime Now() => new(_time.GetElapsedTime(0).Ticks * TimeSpan.NanosecondsPerTick);

    private ImmutableArray<ActorDescription> Description() => [_incarnations.Describe(Self)];

    private sealed class MakeUp : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly MakeUp Instance = new();
    }

    private sealed class Publish : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Publish Instance = new();
    }
}
