using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>Reads the moments that our programs note, which are jiffies, on the monotonic clock. For several threads.</summary>
public sealed class JiffiesClock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly JiffiesSource _source;
    private readonly JiffiesTimeline _timeline;

    private JiffiesClock(JiffiesSource source)
    {
        _source = source;
        _timeline = new JiffiesTimeline(source.Read(), JiffiesSource.TickNanoseconds);
    }

    /// <exception cref="BpfException">The kernel refuses the program that asks it.</exception>
    public static JiffiesClock Open()
    {
        var source = JiffiesSource.Load();
        try
        {
            return new JiffiesClock(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>As of now. A microsecond or two.</summary>
    /// <exception cref="BpfException">The kernel does not tell.</exception>
    public JiffiesScale Read()
    {
        lock (_gate)
        {
            _timeline.Note(_source.Read());
            return _timeline.Scale;
        }
    }

    public void Dispose() => _source.Dispose();
}
