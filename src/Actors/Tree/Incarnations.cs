using Akka.Actor;

namespace NetMonitor.Actors.Tree;

/// <summary>How often an actor was made anew in place, and why last.</summary>
/// <remarks>Made with its props, since each incarnation starts from nothing. One incarnation at a time uses it.</remarks>
public sealed class Incarnations(TimeProvider time)
{
    /// <summary>What an actor dies of by itself is a fault of ours: failures that are expected are messages.</summary>
    private const string Kind = "fault";

    public long Restarts { get; private set; }

    /// <summary>Null where nothing failed yet.</summary>
    public LastFailure? LastFailure { get; private set; }

    public void Note(Exception reason)
    {
        Restarts++;
        LastFailure = new LastFailure(Kind, time.GetUtcNow(), reason.Message);
    }

    /// <summary>The actor in its own words: it answers.</summary>
    public ActorDescription Describe(IActorRef actor) => new(
        actor.Path.ToStringWithoutAddress(), InterfaceName: null, actor, ActorState.Running, Restarts, LastFailure?.Message ?? "", Interval: null)
    {
        LastFailure = LastFailure,
    };
}
