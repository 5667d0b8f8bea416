namespace NetMonitor.Bench;

/// <summary>A thread that empties a ring as fast as it can, as long as it lives.</summary>
internal sealed class RingReader : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _ends;

    public RingReader(FlowTarget target)
    {
        _thread = new Thread(() =>
        {
            while (!_ends)
            {
                target.Drain();
                _ = Thread.Yield();
            }
        });
        _thread.Start();
    }

    public void Dispose()
    {
        _ends = true;
        _thread.Join();
    }
}
