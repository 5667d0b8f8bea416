using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Actors.Tests;

/// <summary>A NIC that passes the packets it is told to pass and fails when it is told to fail. Its own counters are the kernel's;
/// what it knows beside them is what no program saw.</summary>
internal sealed class ScriptedNic(LinkDescription link)
{
    private static long LastGeneration;

    private readonly Lock _lock = new();
    private readonly Queue<Exception> _attachFailures = new();
    private readonly Queue<Exception> _readFailures = new();
    private readonly Queue<Exception> _finishFailures = new();
    private readonly Queue<Exception> _disposeFailures = new();
    private readonly List<ScriptedReader> _readers = [];
    private readonly List<Action> _closing = [];
    private bool _holdsWindows;
    private ManualResetEventSlim? _holdsAttaching;
    private ManualResetEventSlim? _holdsFinishing;
    private long _moment;
    private int _attempts;

    public static ScriptedNic Named(string name, int index = 1) => new(Describe(name, index));

    public static LinkDescription Describe(string name, int index = 1) =>
        new(index, name, "veth", "veth", "02:00:00:00:00:01", 1500, 1_000_000_000, 0, HasEthernet: true, IsUp: true, IsLoopback: false);

    public LinkDescription Link { get; private set; } = link;

    public KernelCounters Kernel { get; private set; }

    public bool CountsFlows { get; init; }

    /// <summary>What is refused now; a reader that is attached meanwhile is a lesser one.</summary>
    public ImmutableArray<RefusedRung> Refused { get; set; } = [];

    /// <summary>The most slots that are left for its flows; null where it has no room that could be changed.</summary>
    public int? SlotsLeft { get; set; }

    /// <summary>Windows that are closing and do not get to it.</summary>
    public int WindowsHeld => Locked(() => _closing.Count);

    public int Attempts => Locked(() => _attempts);

    /// <summary>Every reader that was ever attached, oldest first.</summary>
    public IReadOnlyList<ScriptedReader> Readers => Locked(() => _readers.ToArray());

    public ScriptedReader? Attached => Readers.LastOrDefault(reader => reader.IsAttached);

    public IInterfaceReader Open(LinkDescription described)
    {
        _ = Locked(() => _holdsAttaching)?.Wait(TimeSpan.FromSeconds(10));
        return Attach(described);
    }

    /// <summary>Lets packets of 100 bytes pass; whatever is attached counts them.</summary>
    public void Pass(ulong rx, ulong tx) => Locked(() =>
    {
        Kernel += new KernelCounters(rx, tx, rx * 100, tx * 100, 0, 0, 0, 0, 0, 0);
        foreach (var reader in _readers)
        {
            reader.Count(rx, tx);
        }

        return 0;
    });

    public void FailAttaching(FailureKind kind, string message, int times = 1) =>
        Script(_attachFailures, Enumerable.Repeat(Failure(kind, message), times));

    public void FailReading(FailureKind kind, string message) => FailReading(Failure(kind, message));

    public void FailReading(Exception failure) => Script(_readFailures, [failure]);

    public void FailFinishing(string message) => FailFinishing(Failure(FailureKind.Read, message));

    public void FailFinishing(Exception failure) => Script(_finishFailures, [failure]);

    /// <summary>The programs are taken off all the same.</summary>
    public void FailDisposing(Exception failure) => Script(_disposeFailures, [failure]);

    /// <summary>Somebody else takes the programs off: they count no more, and the next reading notices.</summary>
    public void Sever() => Locked(() =>
    {
        _readers.LastOrDefault(reader => reader.IsAttached)?.Sever();
        _readFailures.Enqueue(Failure(FailureKind.Severed, "another program took ours off"));
        return 0;
    });

    /// <summary>The device is deleted and made anew under its name: its programs went with it, its counters start from nothing.</summary>
    public void Remake() => Locked(() =>
    {
        _readers.LastOrDefault(reader => reader.IsAttached)?.Sever();
        Link = Link with { Index = Link.Index + 1000 };
        Kernel = default;
        return 0;
    });

    /// <summary>Attaching takes until <paramref name="until"/> is set.</summary>
    public void HoldAttaching(ManualResetEventSlim until) => Locked(() => _holdsAttaching = until);

    /// <summary>Finishing takes until <paramref name="until"/> is set.</summary>
    public void HoldFinishing(ManualResetEventSlim until) => Locked(() => _holdsFinishing = until);

    /// <summary>Windows stay open until <see cref="ReleaseWindows"/>.</summary>
    public void HoldWindows() => Locked(() => _holdsWindows = true);

    public void ReleaseWindows()
    {
        var closing = Locked(() =>
        {
            _holdsWindows = false;
            var held = _closing.ToArray();
            _closing.Clear();
            return held;
        });
        foreach (var closed in closing)
        {
            closed();
        }
    }

    private IInterfaceReader Attach(LinkDescription described) => Locked(() =>
    {
        _attempts++;
        if (_attachFailures.TryDequeue(out var failure))
        {
            throw failure;
        }

        var reader = new ScriptedReader(this, described, new Generation(Interlocked.Increment(ref LastGeneration)), Kernel, Refused);
        _readers.Add(reader);
        return reader;
    });

    internal void Close(Action closed)
    {
        var held = Locked(() =>
        {
            if (_holdsWindows)
            {
                _closing.Add(closed);
            }

            return _holdsWindows;
        });
        if (!held)
        {
            closed();
        }
    }

    internal InterfaceReading Read(ScriptedReader reader) => Locked(() =>
        _readFailures.TryDequeue(out var failure) ? throw failure : reader.Take(NextMoment()));

    internal InterfaceReading Finish(ScriptedReader reader)
    {
        _ = Locked(() => _holdsFinishing)?.Wait(TimeSpan.FromSeconds(10));
        return Locked(() =>
        {
            reader.Detach();
            return _finishFailures.TryDequeue(out var failure) ? throw failure : reader.Take(NextMoment());
        });
    }

    internal void Dispose(ScriptedReader reader) => Locked(() =>
    {
        reader.Detach();
        return _disposeFailures.TryDequeue(out var failure) ? throw failure : 0;
    });

    internal FlowWindow? TakeFlows(ScriptedReader reader, string name) => Locked(() => CountsFlows ? reader.TakeFlowsOf(name) : null);

    internal IReadOnlyList<int> SlotsAskedOf(ScriptedReader reader) => Locked(() => reader.Asked.ToArray());

    internal bool HasBetter(ScriptedReader reader) => Locked(() => ++reader.TimesAskedForBetter > 0 && Refused.Length < reader.Attachment.Refused.Length);

    internal string? ChangeFlows(ScriptedReader reader, int slots) => Locked(() =>
    {
        reader.Asked.Add(slots);
        if (SlotsLeft is not { } left)
        {
            return "no room to change";
        }

        if (slots > 0 && left == 0)
        {
            return "the budget leaves room for none";
        }

        var given = Math.Min(slots, left);
        reader.Make(slots == 0 ? FlowRoom.None("switched off") : new FlowRoom(slots, given, given * 160, given < slots ? $"the budget leaves room for {given}" : ""));
        return null;
    });

    private InterfaceFailure Failure(FailureKind kind, string message) => new(Link.Name, kind, message);

    private void Script(Queue<Exception> queue, IEnumerable<Exception> failures) => Locked(() =>
    {
        foreach (var failure in failures)
        {
            queue.Enqueue(failure);
        }

        return 0;
    });

    private T Locked<T>(Func<T> body)
    {
        lock (_lock)
        {
            return body();
        }
    }

    /// <summary>A second passes between any two readings.</summary>
    private MonotonicTime NextMoment() => new(_moment += 1_000_000_000);

    internal static TrafficCounters Counters(ulong rx, ulong tx) => new(Counters(rx), Counters(tx));

    private static DirectionCounters Counters(ulong packets)
    {
        var count = new Count(packets, packets * 100);
        var udp = TrafficClass.Of("udp", IpVersion.V4).Index;
        return DirectionCounters.Zero with
        {
            Total = count,
            Classes = DirectionCounters.Zero.Classes.SetItem(udp, count),
            Sizes = DirectionCounters.Zero.Sizes.SetItem(100 / DirectionCounters.SizeBucketBytes, packets),
        };
    }
}
