using Akka.Actor;
using NetMonitor.Core.Host;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>Stands before the real aggregator and hands it one message at a time, so that no snapshot is published unseen.</summary>
public sealed class SnapshotWatch : ReceiveActor
{
    private readonly Queue<object> _waiting = [];
    private readonly IActorRef _host;
    private bool _busy;

    public SnapshotWatch(IActorRef host, Func<HostSnapshot> current, Action<HostSnapshot> seen)
    {
        _host = host;
        Receive<ActorIdentity>(_ =>
        {
            _busy = false;
            seen(current());
            HandOn();
        });
        ReceiveAny(message =>
        {
            _waiting.Enqueue(message);
            HandOn();
        });
    }

    private void HandOn()
    {
        if (!_busy && _waiting.TryDequeue(out var message))
        {
            _busy = true;
            _host.Tell(message);
            // Answered once the message before it is done with.
            _host.Tell(new Identify(null!));
        }
    }
}
