using Akka.Hosting;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Tree;

namespace NetMonitor.Actors.Flows;

public static class FlowsHosting
{
    /// <summary>Starts <c>/user/flows</c>, registered as <see cref="FlowAggregator"/>. After <see cref="HostHosting.WithHost"/>, and before the
    /// verb that starts the NICs' actors.</summary>
    /// <param name="interval">How often the NICs are read.</param>
    /// <param name="seed">Secret and random.</param>
    /// <param name="time">The clock of the windows.</param>
    /// <param name="actors">Where it says what became of itself.</param>
    public static AkkaConfigurationBuilder WithFlows(
        this AkkaConfigurationBuilder builder, FlowSettings settings, TimeSpan interval, ulong seed, TimeProvider time, ActorBoard actors) =>
        builder.WithActors((system, registry) => registry.Register<FlowAggregator>(system.ActorOf(
            FlowAggregator.PropsFor(new FlowBook(settings.Ledger, seed, settings.Top), registry.Get<HostAggregator>(), interval, time, actors),
            "flows")));
}
