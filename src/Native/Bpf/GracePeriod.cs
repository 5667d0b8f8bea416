namespace NetMonitor.Native.Bpf;

/// <summary>Waits until every BPF program that was running has ended, for all NICs at once: who asks while one wait is under way
/// is served by the next. A wait takes about 17 ms, asleep; it costs one thread however many NICs there are.</summary>
public sealed class GracePeriod : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _asked = new(false);
    private readonly Thread _thread;
    private readonly IKernelGrace _grace;
    private List<Action> _waiting = [];
    private bool _ended;

    public GracePeriod() : this(KernelGrace.Choose())
    {
    }

    internal GracePeriod(IKernelGrace grace)
    {
        _grace = grace;
        _thread = new Thread(Serve) { IsBackground = true, Name = "grace periods" };
        _thread.Start();
    }

    /// <param name="over">Runs on the waiting thread, once, after a grace period that began after this call. It must not block.</param>
    public void Request(Action over)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            _waiting.Add(over);
        }

        _asked.Set();
    }

    /// <summary>Waits on the calling thread.</summary>
    public void Wait()
    {
        using var over = new ManualResetEventSlim();
        Request(over.Set);
        over.Wait();
    }

    /// <summary>Who waits is still served.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
        }

        _asked.Set();
        _thread.Join();
        _grace.Dispose();
        _asked.Dispose();
    }

    private void Serve()
    {
        while (Take() is { } served)
        {
            if (served.Count == 0)
            {
                _asked.WaitOne();
                continue;
            }

            _grace.Await();
            foreach (var over in served)
            {
                over();
            }
        }
    }

    private List<Action>? Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            return taken.Count == 0 && _ended ? null : taken;
        }
    }
}
