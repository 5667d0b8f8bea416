namespace Akka.Dispatch;

internal sealed class PoolDispatcher(string id, int throughput) : MessageDispatcher(id, throughput)
{
    protected override void ExecuteTask(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);

    protected override void Shutdown()
    {
    }
}
