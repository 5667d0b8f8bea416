namespace Akka.Actor;

public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>Runs code off any actor, so with none of an actor's guarantees.</summary>
    IAdvancedScheduler Advanced { get; }
}
