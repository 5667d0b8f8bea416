using Akka.Hosting;
using NetMonitor.Actors.Tree;

namespace NetMonitor.Actors.Host;

public static class HostHosting
{
    /// <summary>Starts <c>/user/host</c>, registered as <see cref="HostAggregator"/>. Before every verb that reports to it.</summary>
    /// <param name="actors">Where it says what became of itself.</param>
    /// <param name="time">Says when it failed.</param>
    public static AkkaConfigurationBuilder WithHost(
        this AkkaConfigurationBuilder builder, HostSnapshotBoard board, ActorBoard actors, TimeProvider time) =>
        builder.WithActors((system, registry) =>
            registry.Register<HostAggregator>(system.ActorOf(HostAggregator.PropsFor(board, actors, time), "host")));
}
