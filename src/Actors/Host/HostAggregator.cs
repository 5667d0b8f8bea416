using Akka.Actor;
using NetMonitor.Core.Host;

namespace NetMonitor.Actors.Host;

/// <summary>Folds what the NICs' actors say into the one snapshot of this host.</summary>
/// <remarks>It keeps nothing but what hangs on the board: made anew after a failure, it goes on from there and no total steps back.</remarks>
public sealed class HostAggregator : ReceiveActor
{
    private readonly HostSnapshotBoard _board;

    public HostAggregator(HostSnapshotBoard board)
    {
        _board = board;
        Receive<InterfaceRead>(message => Publish(_board.Current.After(message.Summary)));
        Receive<InterfaceFinished>(message => Publish(_board.Current.Finished(message.Summary)));
        Receive<InterfaceDetached>(message =>
            Publish(_board.Current.Detached(message.Link, message.Condition, message.Reason, message.Restarts)));
        Receive<LinkChanged>(message => Publish(_board.Current.LinkChanged(message.Link)));
        Receive<InterfaceGone>(message => Publish(_board.Current.Without(message.InterfaceName)));
    }

    public static Props PropsFor(HostSnapshotBoard board) => Props.Create(() => new HostAggregator(board));

    private void Publish(HostSnapshot snapshot) => _board.Publish(snapshot);
}
