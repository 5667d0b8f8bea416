using Akka.Hosting;
using NetMonitor.Actors.Interfaces;

namespace NetMonitor.Actors.Costs;

public static class CostsHosting
{
    /// <summary>Starts <c>/user/costs</c>, registered as <see cref="CostAccountant"/>. After <see cref="InterfacesHosting.WithInterfaces"/>.</summary>
    /// <param name="board">Where the cost is published.</param>
    /// <param name="time">Only ever goes forward.</param>
    public static AkkaConfigurationBuilder WithCosts(
        this AkkaConfigurationBuilder builder, CostSettings settings, CostSources sources, CostBoard board, TimeProvider time) =>
        builder.WithActors((system, registry) => registry.Register<CostAccountant>(system.ActorOf(
            CostAccountant.PropsFor(settings, sources, board, registry.Get<InterfaceSupervisor>(), time), "costs")));
}
