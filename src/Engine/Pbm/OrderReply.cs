using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Interfaces;
using Petabridge.Cmd;

namespace NetMonitor.Engine.Pbm;

/// <summary>Gives one order and tells the client how it ended; then it stops.</summary>
public sealed class OrderReply : ReceiveActor, IWithTimers
{
    /// <summary>Detaching may wait for other NICs' grace periods, attaching for a driver that resets its rings.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly InterfaceOrder _order;
    private readonly IActorRef _interfaces;
    private readonly IActorRef _client;
    private readonly OutputFormat _format;

    public OrderReply(InterfaceOrder order, IActorRef interfaces, IActorRef client, OutputFormat format)
    {
        _order = order;
        _interfaces = interfaces;
        _client = client;
        _format = format;

        Receive<OrderDone>(done => Answer(new OrderOutcome(done.InterfaceName, true, done.Message)));
        Receive<OrderRefused>(refused => Answer(new OrderOutcome(refused.InterfaceName, false, refused.Message)));
        Receive<OutOfPatience>(_ => Answer(new OrderOutcome(
            order.InterfaceName, false, $"no answer within {Patience.TotalSeconds} s; it may still be carried out")));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(InterfaceOrder order, IActorRef interfaces, IActorRef client, OutputFormat format) =>
        Props.Create(() => new OrderReply(order, interfaces, client, format));

    protected override void PreStart()
    {
        Timers.StartSingleTimer(nameof(OutOfPatience), OutOfPatience.Instance, Patience);
        _interfaces.Tell(_order);
    }

    private void Answer(OrderOutcome outcome)
    {
        var text = outcome.Text(_format);
        _client.Tell(outcome.IsDone ? new CommandResponse(text) : new ErroredCommandResponse(text));
        Context.Stop(Self);
    }

    private sealed class OutOfPatience : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly OutOfPatience Instance = new();
    }
}
