namespace Akka.Actor;

internal sealed class DeadLettersRef(LocalProvider provider, ActorPath path, EventStream eventStream) : MissingRef(provider, path, eventStream)
{
    public override bool IsTerminated => false;
}
