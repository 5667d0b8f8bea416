using Akka.Actor;
using NetMonitor.Actors.Tree;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Tests.Metrics;

/// <summary>A tree of actors made by hand: one that was made anew, one that counts, one that waits.</summary>
internal static class SampleActors
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_123_250);

    public static IEnumerable<ActorDescription> All { get; } =
    [
        new("/user/interfaces", null, ActorRefs.Nobody, ActorState.Running, 1, "a bug", null) { LastFailure = new LastFailure("fault", At, "a bug") },
        new("/user/interfaces/eth0", "eth0", ActorRefs.Nobody, ActorState.Counting, 0, "", TimeSpan.FromSeconds(5)),
        new("/user/interfaces/wg0", "wg0", null, ActorState.Failing, 3, "tcx: \"EBUSY\" at 192.0.2.1", TimeSpan.FromSeconds(5))
        {
            LastFailure = new LastFailure("attach", At + TimeSpan.FromSeconds(9), "tcx: \"EBUSY\" at 192.0.2.1"),
            Backoff = TimeSpan.FromSeconds(1.75),
            NextAttempt = TimeSpan.FromSeconds(0.5),
        },
    ];

    public static IEnumerable<Sample> Samples() => ActorProjection.Of(All, actor => actor is null ? null : 17);
}
