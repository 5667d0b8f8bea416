namespace Akka.Actor;

public interface IActorRef : ICanTell, IComparable<IActorRef>, IEquatable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}
