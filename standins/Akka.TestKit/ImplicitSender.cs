namespace Akka.TestKit;

/// <summary>Makes a test's thread tell as if it were the test actor, after an await too.</summary>
internal sealed class ImplicitSender(ActorCell cell, SynchronizationContext before) : SynchronizationContext
{
    public static ImplicitSender Install(IActorRef testActor)
    {
        var sender = new ImplicitSender((ActorCell)((ActorRefWithCell)testActor).Underlying, Current);
        sender.Enter();
        return sender;
    }

    public void Remove()
    {
        if (ActorCell.Current == cell)
        {
            ActorCell.Current = null;
        }

        if (Current == this)
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object state) => ThreadPool.UnsafeQueueUserWorkItem(
        _ =>
        {
            Enter();
            try
            {
                d(state);
            }
            finally
            {
                ActorCell.Current = null;
                SetSynchronizationContext(null);
            }
        },
        null);

    public override void Send(SendOrPostCallback d, object state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    private void Enter()
    {
        ActorCell.Current = cell;
        SetSynchronizationContext(this);
    }
}
