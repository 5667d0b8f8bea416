using Akka.Hosting;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;

namespace NetMonitor.Actors.Costs;

public static class CostsHosting
{
    /// <summary>Starts <c>/user/costs</c>, registered as <see cref="CostAccountant"/>. After <see cref="InterfacesHosting.WithInterfaces"/>.</summary>
    /// <param name="board">Where the cost is published.</param>
    /// <param name="time">Only ever goes forward.</param>
    /// <param name="actors">Where it says what became of itself.</param>
    public static AkkaConfigurationBuilder WithCosts(
        this AkkaConfigurationBuilder builder, CostSettings settings, CostSources sources, CostBoard board, TimeProvider time, ActorBoard actors) =>
        builder.WithActors((system, registry) => registry.Register<CostAccountant>(system.ActorOf(
            CostAccountant.PropsFor(settings, sources, board, registry.Get<InterfaceSupervisor>(), time, actors), "costs")));
}
