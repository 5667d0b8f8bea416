namespace Akka.Actor;

/// <summary>A watcher did not handle the <see cref="Terminated"/> it had asked for.</summary>
public class DeathPactException : AkkaException
{
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated")
    {
        DeadActor = deadActor;
    }

    public IActorRef DeadActor { get; }
}
