namespace Akka.TestKit;

/// <summary>The actor behind a test kit or a probe: it keeps what it gets.</summary>
internal sealed class QueueingActor(MessageQueue queue) : ActorBase
{
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Follow follow:
                Context.Watch(follow.Subject);
                break;
            case Forget forget:
                Context.Unwatch(forget.Subject);
                break;
            default:
                queue.Add(new RealMessageEnvelope(message, Sender));
                break;
        }

        return true;
    }

    internal sealed class Follow(IActorRef subject)
    {
        public IActorRef Subject { get; } = subject;
    }

    internal sealed class Forget(IActorRef subject)
    {
        public IActorRef Subject { get; } = subject;
    }
}
