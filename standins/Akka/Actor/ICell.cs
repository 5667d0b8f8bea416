namespace Akka.Actor;

public interface ICell
{
    IActorRef Self { get; }

    ActorSystem System { get; }

    Props Props { get; }

    IInternalActorRef Parent { get; }

    bool IsLocal { get; }

    bool IsTerminated { get; }

    bool HasMessages { get; }

    int NumberOfMessages { get; }

    IEnumerable<IInternalActorRef> GetChildren();

    IInternalActorRef GetSingleChild(string name);
}
