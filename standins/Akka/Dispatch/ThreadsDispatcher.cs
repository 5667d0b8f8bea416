using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>Threads of its own, so that whoever blocks on them starves nobody else.</summary>
internal class ThreadsDispatcher(string id, int throughput, int threads, bool background) : MessageDispatcher(id, throughput)
{
    private readonly BlockingCollection<IRunnable> _work = [];
    private int _started;

    protected override void ExecuteTask(IRunnable run)
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            for (var i = 0; i < threads; i++)
            {
                new Thread(Work) { IsBackground = background, Name = $"{Id}_{i + 1}" }.Start();
            }
        }

        try
        {
            _work.Add(run);
        }
        catch (InvalidOperationException)
        {
            // Shut down: there is nobody left to run for.
        }
    }

    protected override void Shutdown() => _work.CompleteAdding();

    private void Work()
    {
        foreach (var run in _work.GetConsumingEnumerable())
        {
            run.Run();
        }
    }
}
