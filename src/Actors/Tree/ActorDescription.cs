using Akka.Actor;

namespace NetMonitor.Actors.Tree;

/// <summary>One place in the tree of actors.</summary>
/// <param name="Path">Without the system's address, as <c>/user/interfaces/eth0</c>.</param>
/// <param name="InterfaceName">The NIC that a monitor owns, as it is called now: a renamed one keeps its monitor's path; null for other
/// actors.</param>
/// <param name="Actor">Null while nobody lives there.</param>
/// <param name="Restarts">How often it was made anew after a failure.</param>
/// <param name="LastError">Empty where nothing failed yet; stands after recovery.</param>
/// <param name="Interval">How often a monitor reads its NIC; null for other actors.</param>
public sealed record ActorDescription(
    string Path, string? InterfaceName, IActorRef? Actor, ActorState State, long Restarts, string LastError, TimeSpan? Interval)
{
    /// <summary>What <see cref="LastError"/> is the message of; null where nothing failed yet.</summary>
    public LastFailure? LastFailure { get; init; }

    /// <summary>How long it rests after its last failure, from then on; null while it does not.</summary>
    public TimeSpan? Backoff { get; init; }

    /// <summary>What was left of <see cref="Backoff"/> when this was said; null likewise.</summary>
    public TimeSpan? NextAttempt { get; init; }
}
