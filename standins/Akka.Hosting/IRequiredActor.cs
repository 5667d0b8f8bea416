namespace Akka.Hosting;

/// <summary>One entry of the registry, for constructors.</summary>
public interface IRequiredActor<TActor>
{
    IActorRef ActorRef { get; }

    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}
