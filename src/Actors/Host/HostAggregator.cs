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
    private readonly Incarnations _incarnations;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public HostAggregator(HostSnapshotBoard board, Incarnations incarnations)
    {
        _board = board;
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
        Receive<DescribeActors>(_ => Describe());
    }

    public static Props PropsFor(HostSnapshotBoard board)
    {
        var incarnations = new Incarnations();
        return Props.Create(() => new HostAggregator(board, incarnations));
    }

    protected override void PreRestart(Exception reason, object message)
    {
        _incarnations.Note(reason);
        base.PreRestart(reason, message);
    }

    private void Describe() => Sender.Tell(new ActorsDescribed(
    [
        new ActorDescription(
            Self.Path.ToStringWithoutAddress(),
            InterfaceName: null,
            Self,
            ActorState.Running,
            _incarnations.Restarts,
            _incarnations.LastError,
            Interval: null),
    ]));

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
