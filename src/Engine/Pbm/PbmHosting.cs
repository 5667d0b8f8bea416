using System.Net;
using Akka.Hosting;
using NetMonitor.Actors.Costs;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Snapshot;
using Petabridge.Cmd.Host;

namespace NetMonitor.Engine.Pbm;

public static class PbmHosting
{
    /// <summary>Answers pbm with the palette <c>net</c>. After the verbs that start the actors it speaks to.</summary>
    /// <param name="listen">Null for not at all. Never left to the package, which would listen on every address.</param>
    /// <param name="view">The host as it looks when it is asked for.</param>
    /// <param name="cost">What all of it costs.</param>
    /// <param name="flows">Answers questions about flows.</param>
    public static AkkaConfigurationBuilder WithPbm(this AkkaConfigurationBuilder builder, IPEndPoint? listen, Func<HostView> view, Func<CostView> cost, FlowDesk flows)
    {
        if (listen is null)
        {
            return builder;
        }

        NetPalette? palette = null;
        return builder
            .WithActors((_, registry) =>
                palette = new NetPalette(
                    view, cost, flows, registry.Get<InterfaceSupervisor>(), registry.Get<HostAggregator>(), registry.Get<FlowAggregator>(), registry.Get<CostAccountant>()))
            .AddPetabridgeCmd(
                new PetabridgeCmdOptions { Host = listen.Address.ToString(), Port = listen.Port },
                cmd => cmd.RegisterCommandPalette(palette!));
    }
}
