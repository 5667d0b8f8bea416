using System.Collections.Immutable;
using Akka.Actor;
using NetMonitor.Actors.Tree;

namespace NetMonitor.Actors.Interfaces;

public sealed partial class InterfaceSupervisor
{
    private ImmutableArray<ActorDescription> Description() =>
    [
        _incarnations.Describe(Self),
        .. _tracked.Values.OrderBy(nic => nic.Link.Name, StringComparer.Ordinal).Select(Describe),
    ];

    private ActorDescription Describe(TrackedInterface nic)
    {
        var waits = nic.Monitor is null && nic.Backoff is not null;
        return new ActorDescription(
            nic.Path ??= $"{PathOf(Self)}/{ElementFor(nic.Link)}",
            nic.Link.Name,
            nic.Monitor,
            StateOf(nic),
            nic.Account.Restarts,
            nic.Account.Last?.Message ?? "",
            IntervalOf(nic))
        {
            LastFailure = nic.Account.Last,
            Backoff = waits ? nic.Backoff!.Value.Length : null,
            NextAttempt = waits ? Left(nic.Backoff!.Value) : null,
        };
    }

    private TimeSpan Left((TimeSpan Length, long From) wait)
    {
        var left = wait.Length - _time.GetElapsedTime(wait.From);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private ActorState StateOf(TrackedInterface nic) => nic switch
    {
        { Monitor: not null } and ({ Ending: not Ending.No } or { Failure: not null }) => ActorState.Stopping,
        { IsAttached: true } => ActorState.Counting,
        { Monitor: not null } => ActorState.Attaching,
        _ when _orders.IsDetached(nic.Link.Name) => ActorState.Detached,
        { Failure: null } => ActorState.Attaching,
        _ => IsDown(nic) ? ActorState.Down : ActorState.Failing,
    };

    private static string PathOf(IActorRef actor) => actor.Path.ToStringWithoutAddress();
}
