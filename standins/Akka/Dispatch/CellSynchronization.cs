namespace Akka.Dispatch;

/// <summary>Brings the rest of an asynchronous handler back to its actor, with the sender it had.</summary>
internal sealed class CellSynchronization(ActorCell cell, Envelope handled) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object state) => cell.Mailbox.Signal(new Continuation(d, state, handled));

    public override void Send(SendOrPostCallback d, object state) => throw new NotSupportedException("An actor is never waited for.");

    public override SynchronizationContext CreateCopy() => this;
}
