using System.Collections.Immutable;
using Akka.Actor;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Snapshot;
using Petabridge.Cmd.Host;

namespace NetMonitor.Engine.Pbm;

/// <summary>The palette <c>net</c>, and whom its commands speak to.</summary>
/// <param name="others">Actors that only say how they are, after the host's.</param>
public sealed class NetPalette(
    Func<HostView> view, Func<CostView> cost, FlowDesk flows, IActorRef interfaces, IActorRef host, params ImmutableArray<IActorRef> others)
    : CommandPaletteHandler(NetCommands.Palette)
{
    public override Props HandlerProps => Props.Create(() => new NetCommandHandler(view, cost, flows, interfaces, host, others));
}
