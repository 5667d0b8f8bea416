using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Audit;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Host;

/// <summary>Folds what the NICs' actors say into the one snapshot of this host.</summary>
/// <remarks>It keeps nothing but what hangs on the board: made anew after a failure, it goes on from there and no total steps back.</remarks>
public sealed class HostAggregator : ReceiveActor
{
    private readonly HostSnapshotBoard _board;
    private readonly ActorBoard _actors;
    private readonly Incarnations _incarnations;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public HostAggregator(HostSnapshotBoard board, ActorBoard actors, Incarnations incarnations)
    {
        _board = board;
        _actors = actors;
        _incarnations = incarnations;
        Receive<InterfaceRead>(message => Fold(message.Summary));
        Receive<InterfaceFinished>(message => Publish(_board.Current.Finished(message.Summary)));
        Receive<InterfaceDetached>(message =>
            Publish(_board.Current.Detached(message.Link, message.Condition, message.Reason, message.Restarts)));
        Receive<LinkChanged>(message => Publish(_board.Current.LinkChanged(message.Link)));
        Receive<LinksListed>(message => Publish(_board.Current.AmongLinks(message.Links)));
        Receive<LinksRenamed>(message => Publish(_board.Current.Renamed(message.Renamed)));
        Receive<InterfaceGone>(message => Publish(_board.Current.Without(message.InterfaceName)));
        Receive<FlowsViewed>(message => Publish(_board.Current.Viewed(message.View)));
        Receive<DescribeActors>(_ => Sender.Tell(new ActorsDescribed(Description())));
    }

    public static Props PropsFor(HostSnapshotBoard board) => PropsFor(board, new ActorBoard(), TimeProvider.System);

    /// <param name="actors">Where it says what became of itself.</param>
    public static Props PropsFor(HostSnapshotBoard board, ActorBoard actors, TimeProvider time)
    {
        var incarnations = new Incarnations(time);
        return Props.Create(() => new HostAggregator(board, actors, incarnations));
    }

    protected override void PreStart() => _actors.Publish(Description());

    protected override void PreRestart(Exception reason, object message)
    {
        _incarnations.Note(reason);
        base.PreRestart(reason, message);
    }

    private ImmutableArray<ActorDescription> Description() => [_incarnations.Describe(Self)];

    private void Fold(InterfaceSummary summary)
    {
        var before = _board.Current;
        var after = before.After(summary);
        Publish(after);
        foreach (var line in AuditNews.Between(before, after, summary.Link.Name))
        {
            _log.Warning("{0}", line);
        }
    }

    private void Publish(HostSnapshot snapshot) => _board.Publish(snapshot);
}
