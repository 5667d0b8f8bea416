namespace Akka.Dispatch;

/// <summary>Gives each actor a thread, for as long as the actor lives.</summary>
internal sealed class PinnedDispatcher(string id, int throughput) : MessageDispatcher(id, throughput)
{
    internal override MessageDispatcher ForNewActor() => new OneThread(Id, Throughput);

    protected override void ExecuteTask(IRunnable run) => throw new InvalidOperationException("A pinned dispatcher runs nothing but its actors' own threads.");

    protected override void Shutdown()
    {
    }

    private sealed class OneThread(string id, int throughput) : ThreadsDispatcher(id, throughput, threads: 1, background: true)
    {
        internal override void Release() => Shutdown();
    }
}
