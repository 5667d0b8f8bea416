using Akka.Hosting;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Tree;

namespace NetMonitor.Actors.Interfaces;

public static class InterfacesHosting
{
    /// <summary>Starts <c>/user/interfaces</c>, registered as <see cref="InterfaceSupervisor"/>; it waits for
    /// <see cref="TrackInterfaces"/>. After <see cref="HostHosting.WithHost"/> and <see cref="FlowsHosting.WithFlows"/>.</summary>
    /// <param name="firstRound">Called on an actor's thread, must not block; once, unless the supervisor itself is made anew.</param>
    /// <param name="time">Measures readings and how long an attachment lasted.</param>
    /// <param name="random">In [0, 1), for the jitter.</param>
    /// <param name="actors">Where it says what became of itself and of the NICs' monitors.</param>
    /// <param name="release">Null where nothing outlives a reader.</param>
    public static AkkaConfigurationBuilder WithInterfaces(
        this AkkaConfigurationBuilder builder,
        InterfaceSettings settings,
        OpenInterface open,
        Action<FirstRoundCompleted> firstRound,
        TimeProvider time,
        Func<double> random,
        ActorBoard actors,
        ReleaseInterface? release = null) =>
        builder.WithActors((system, registry) => registry.Register<InterfaceSupervisor>(system.ActorOf(
            InterfaceSupervisor.PropsFor(
                settings, open, registry.Get<HostAggregator>(), registry.Get<FlowAggregator>(), firstRound, time, random, actors, release),
            "interfaces")));
}
