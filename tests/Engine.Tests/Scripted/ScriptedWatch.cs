namespace NetMonitor.Engine.Tests.Scripted;

/// <summary>Tells on a thread of its own, as the kernel's does: once after any number of changes, and again for what changes meanwhile.
/// </summary>
internal sealed class ScriptedWatch : IDisposable
{
    private readonly AutoResetEvent _due = new(false);
    private readonly Action<ScriptedWatch> _ended;
    private readonly Thread _thread;
    private volatile bool _disposed;

    public ScriptedWatch(Action changed, Action<ScriptedWatch> ended)
    {
        _ended = ended;
        _thread = new Thread(() =>
        {
            for (_due.WaitOne(); !_disposed; _due.WaitOne())
            {
                changed();
            }
        })
        {
            IsBackground = true,
        };
        _thread.Start();
    }

    public void Tell() => _due.Set();

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _ended(this);
        _disposed = true;
        _due.Set();
        _thread.Join();
        _due.Dispose();
    }
}
