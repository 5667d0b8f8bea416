using Akka.Actor;
using NetMonitor.Actors.Tree;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series that the tree of actors stands for. Pure: what an actor does not have has no series.</summary>
public static class ActorProjection
{
    /// <param name="depthOf">Messages that wait for an actor; null where nobody lives.</param>
    public static IEnumerable<Sample> Of(IEnumerable<ActorDescription> actors, Func<IActorRef?, int?> depthOf)
    {
        foreach (var actor in actors)
        {
            yield return new Sample(MetricCatalogue.ActorRestarts, [actor.Path], actor.Restarts);
            yield return new Sample(MetricCatalogue.ActorBackoff, [actor.Path], actor.Backoff?.TotalSeconds ?? 0);
            if (depthOf(actor.Actor) is { } depth)
            {
                yield return new Sample(MetricCatalogue.ActorMailbox, [actor.Path], depth);
            }

            if (actor.LastFailure is { } failure)
            {
                yield return new Sample(MetricCatalogue.ActorLastFailure, [actor.Path, failure.Kind], failure.At.ToUnixTimeMilliseconds() / 1000.0);
            }
        }
    }
}
