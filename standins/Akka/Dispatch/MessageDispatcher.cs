namespace Akka.Dispatch;

/// <summary>Where mailboxes get their threads from.</summary>
public abstract class MessageDispatcher
{
    internal MessageDispatcher(string id, int throughput)
    {
        Id = id;
        Throughput = throughput;
    }

    public string Id { get; protected set; }

    /// <summary>How many messages one actor may handle before the others get their turn.</summary>
    public int Throughput { get; set; }

    public void Schedule(Action run) => ExecuteTask(new ActionRunnable(run));

    public void Schedule(IRunnable run) => ExecuteTask(run);

    internal virtual MessageDispatcher ForNewActor() => this;

    /// <summary>An actor that used it is gone.</summary>
    internal virtual void Release()
    {
    }

    internal void Stop() => Shutdown();

    protected abstract void ExecuteTask(IRunnable run);

    protected abstract void Shutdown();
}
