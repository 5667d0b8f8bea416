namespace Akka.Actor;

public sealed class Nobody : MinimalActorRef
{
    public static Nobody Instance = new();

    private Nobody()
    {
    }

    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems")) / "Nobody";

    public override IActorRefProvider Provider => throw new NotSupportedException("Nobody does not provide");
}
