namespace Akka.Actor;

/// <summary>Knows the tree's root and finds refs by path.</summary>
public interface IActorRefProvider
{
    ActorPath RootPath { get; }

    Settings Settings { get; }

    IActorRef DeadLetters { get; }

    Address DefaultAddress { get; }

    IInternalActorRef RootGuardian { get; }

    Task TerminationTask { get; }

    ActorPath TempPath();

    IActorRef ResolveActorRef(string path);

    IActorRef ResolveActorRef(ActorPath actorPath);
}
