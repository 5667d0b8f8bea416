using Akka.Hosting;

namespace NetMonitor.Actors.Host;

public static class HostHosting
{
    /// <summary>Starts <c>/user/host</c>, registered as <see cref="HostAggregator"/>. Before every verb that reports to it.</summary>
    public static AkkaConfigurationBuilder WithHost(this AkkaConfigurationBuilder builder, HostSnapshotBoard board) =>
        builder.WithActors((system, registry) =>
            registry.Register<HostAggregator>(system.ActorOf(HostAggregator.PropsFor(board), "host")));
}
