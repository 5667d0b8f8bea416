using System.Collections.Immutable;
using Akka.Actor;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace NetMonitor.Engine.Pbm;

/// <summary>Answers the commands of one connection. What was counted it reads from the published snapshot; only orders, and the
/// question for the actors themselves, go to actors, and their answers straight to the client.
/// Flows are asked for and written outside this actor.</summary>
public sealed class NetCommandHandler : CommandHandlerActor
{
    private readonly Func<HostView> _view;
    private readonly Func<CostView> _cost;
    private readonly IActorRef _interfaces;
    private readonly IActorRef _host;
    private readonly ImmutableArray<IActorRef> _others;

    private readonly FlowDesk _flows;

    /// <summary>Whoever hung up waits for nothing any more.</summary>
    private readonly CancellationTokenSource _over = new();

    public NetCommandHandler(
        Func<HostView> view, Func<CostView> cost, FlowDesk flows, IActorRef interfaces, IActorRef host, ImmutableArray<IActorRef> others)
        : base(NetCommands.Palette)
    {
        _view = view;
        _cost = cost;
        _flows = flows;
        _interfaces = interfaces;
        _host = host;
        _others = others;

        On(NetCommands.Interfaces, Interfaces);
        On(NetCommands.Show, Show);
        On(NetCommands.Audit, Audit);
        On(NetCommands.Top, Top);
        On(NetCommands.Flows, Flows);
        On(NetCommands.Attach, typed => Order(typed, new AttachInterface(typed.Interface)));
        On(NetCommands.Detach, typed => Order(typed, new DetachInterface(typed.Interface)));
        On(NetCommands.Restart, typed => Order(typed, new RestartInterface(typed.Interface)));
        On(NetCommands.SetInterval, typed => Order(typed, new SetInterval(typed.Interface, typed.Interval)));
        On(NetCommands.SetFlowSlots, typed => Order(typed, new SetFlowSlots(typed.Interface, typed.Slots)));
        On(NetCommands.Cost, Cost);
        On(NetCommands.Actors, Actors);
    }

    protected override void PostStop()
    {
        _over.Cancel();
        _over.Dispose();
        base.PostStop();
    }

    private void On(NetCommand command, Action<NetArguments> handle) => Process(command.Name, typed =>
    {
        try
        {
            handle(new NetArguments([.. typed.Arguments.Select(argument => (argument.Item1, argument.Item2))]));
        }
        catch (UnusableArgument unusable)
        {
            Sender.Tell(new ErroredCommandResponse(unusable.Message));
        }
        catch (FlowRefusal refusal)
        {
            Sender.Tell(new ErroredCommandResponse(refusal.Lines));
        }
    });

    private void Interfaces(NetArguments typed)
    {
        var view = _view();
        Answer(typed.Output == OutputFormat.Json ? JsonText.Of(InterfacesJson.Shape, view) : InterfacesTable.Of(view));
    }

    private void Show(NetArguments typed)
    {
        var view = typed.Shown(_view());
        Answer(typed.Output == OutputFormat.Json ? JsonText.Of(HostJson.Shape, view) : TrafficTable.Of(view));
    }

    private void Audit(NetArguments typed)
    {
        var view = typed.Shown(_view());
        Answer(typed.Output == OutputFormat.Json ? JsonText.Of(AuditListJson.Shape, view) : AuditTable.Of(view));
    }

    private void Cost(NetArguments typed)
    {
        var view = _cost();
        Answer(typed.Output == OutputFormat.Json ? JsonText.Of(CostJson.Shape, view) : CostTable.Of(view));
    }

    private void Top(NetArguments typed)
    {
        var (question, format) = (typed.Flows.Top, typed.Listing);
        _ = FlowReply.TellAsync(Sender, async over => FlowReply.Text(await _flows.TopAsync(question, over), format), _over.Token);
    }

    private void Flows(NetArguments typed)
    {
        var (question, format) = (typed.Flows.Flows, typed.Listing);
        _ = question.Grouping == FlowsGrouping.Flow
            ? FlowReply.TellAsync(Sender, async over => FlowReply.Text(await _flows.FlowsAsync(question, over), format), _over.Token)
            : FlowReply.TellAsync(Sender, async over => FlowReply.Text(await _flows.ConversationsAsync(question, over), format), _over.Token);
    }

    private void Order(NetArguments typed, InterfaceOrder order) =>
        Context.ActorOf(OrderReply.PropsFor(order, _interfaces, Sender, typed.Output));

    private void Actors(NetArguments typed) => Context.ActorOf(ActorsReply.PropsFor([_host, .. _others, _interfaces], Sender, typed.Output));

    private void Answer(string text) => Sender.Tell(new CommandResponse(text.TrimEnd('\n')));
}
