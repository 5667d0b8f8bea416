using System.Collections.Immutable;
using System.Diagnostics;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Costs;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>Any reader, and what each of its readings takes: processor time and allocation of the threads that do it, and the wait in between.</summary>
/// <remarks>Two looks at a clock and at a counter around each call, together below two microseconds.</remarks>
internal sealed class MeteredReader : IInterfaceReader
{
    private readonly IInterfaceReader _inner;
    private readonly Action<MeteredReader> _ended;
    private readonly Action _windowClosed;
    private readonly Lock _gate = new();
    private Action? _closed;
    private long _closingSince;
    private long _waited;
    private (long Cpu, long Allocated) _sum;
    private Attachment? _held;
    private NicHoldings _holdings = NicHoldings.None;
    private ReadCost? _read;
    private ImmutableArray<ProgramCost> _programs = [];
    private string _note = "";

    /// <param name="ended">Told once or more often when it is disposed of.</param>
    public MeteredReader(IInterfaceReader inner, Action<MeteredReader> ended)
    {
        _inner = inner;
        _ended = ended;
        _windowClosed = WindowClosed;
        LookAtHoldings();
    }

    public LinkDescription Link => _inner.Link;

    public Attachment Attachment => _inner.Attachment;

    /// <summary>For any thread.</summary>
    public NicCost Cost
    {
        get
        {
            lock (_gate)
            {
                return new NicCost(Link.Index, _holdings.MapBytes, _read, _programs) { Note = _note };
            }
        }
    }

    /// <summary>For any thread.</summary>
    public NicHoldings Holdings
    {
        get
        {
            lock (_gate)
            {
                return _holdings;
            }
        }
    }

    /// <summary>For any thread. Of programs that are not on the NIC any more nothing is kept.</summary>
    public void Note(NicHoldings holdings, ImmutableArray<ProgramCost> programs, string note)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_holdings, holdings))
            {
                (_programs, _note) = (programs, note);
            }
        }
    }

    public void CloseWindow(Action closed)
    {
        _closed = closed;
        _sum = default;
        var began = Now();
        _closingSince = Stopwatch.GetTimestamp();
        _inner.CloseWindow(_windowClosed);
        Add(began);
    }

    public InterfaceReading Read()
    {
        var began = Now();
        var reading = _inner.Read();
        Add(began);
        return reading;
    }

    public FlowWindow? TakeFlows(string nic)
    {
        var began = Now();
        var window = _inner.TakeFlows(nic);
        Add(began);
        lock (_gate)
        {
            _read = new ReadCost(
                TimeSpan.FromTicks(_sum.Cpu / TimeSpan.NanosecondsPerTick), _sum.Allocated, Stopwatch.GetElapsedTime(0, Volatile.Read(ref _waited)));
        }

        LookAtHoldings();
        return window;
    }

    public string? ChangeFlows(int slots)
    {
        var refusal = _inner.ChangeFlows(slots);
        LookAtHoldings();
        return refusal;
    }

    public void LengthenFlows(TimeSpan least) => _inner.LengthenFlows(least);

    public bool HasBetter(LinkDescription link) => _inner.HasBetter(link);

    public InterfaceReading LeaveCounting() => _inner.LeaveCounting();

    public InterfaceReading Finish() => _inner.Finish();

    public void Dispose()
    {
        _ended(this);
        _inner.Dispose();
    }

    private static (long Cpu, long Allocated) Now() => (ThreadTime.Nanoseconds, GC.GetAllocatedBytesForCurrentThread());

    private void Add((long Cpu, long Allocated) began)
    {
        var now = Now();
        _sum = (_sum.Cpu + now.Cpu - began.Cpu, _sum.Allocated + now.Allocated - began.Allocated);
    }

    private void WindowClosed()
    {
        Volatile.Write(ref _waited, Stopwatch.GetTimestamp() - _closingSince);
        _closed!();
    }

    /// <summary>Other programs and maps come with another description of the attachment, and with nothing else.</summary>
    private void LookAtHoldings()
    {
        if (_inner is not BpfInterfaceReader bpf || ReferenceEquals(_held, bpf.Attachment))
        {
            return;
        }

        NicHoldings holdings;
        try
        {
            holdings = bpf.Holdings;
        }
        catch (BpfException)
        {
            // Closed underneath: the next reading says so, and why.
            holdings = NicHoldings.None;
        }

        lock (_gate)
        {
            (_held, _holdings, _programs, _note) = (bpf.Attachment, holdings, [], "");
        }
    }
}
