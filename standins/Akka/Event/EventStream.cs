namespace Akka.Event;

/// <summary>The system's own bus; subscribers that die are forgotten.</summary>
public class EventStream : LoggingBus
{
    private IActorRef _undertaker = ActorRefs.Nobody;

    public EventStream(bool debug)
    {
    }

    internal void StartUnsubscriber(ActorSystemImpl system) => _undertaker = system.SystemActorOf(Props.Create<Undertaker>(), "EventStreamUnsubscriber");

    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        if (subscriber is not MinimalActorRef)
        {
            _undertaker.Tell(new Undertaker.Follow(subscriber), ActorRefs.NoSender);
        }

        return base.Subscribe(subscriber, channel);
    }

    public override bool Unsubscribe(IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return base.Unsubscribe(subscriber);
    }

    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        return base.Unsubscribe(subscriber, channel);
    }

    private sealed class Undertaker : ActorBase
    {
        protected override bool Receive(object message)
        {
            switch (message)
            {
                case Follow follow:
                    Context.Watch(follow.Subscriber);
                    return true;
                case Terminated terminated:
                    Context.System.EventStream.Unsubscribe(terminated.ActorRef);
                    return true;
                default:
                    return false;
            }
        }

        internal sealed class Follow(IActorRef subscriber)
        {
            public IActorRef Subscriber { get; } = subscriber;
        }
    }
}
