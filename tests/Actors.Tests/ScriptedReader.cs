using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Actors.Tests;

/// <summary>One attachment to a <see cref="ScriptedNic"/>.</summary>
internal sealed class ScriptedReader(ScriptedNic nic, LinkDescription link, Generation generation, KernelCounters atAttach, ImmutableArray<RefusedRung> refused)
    : IInterfaceReader
{
    private ulong _rx;
    private ulong _tx;
    private bool _counts = true;
    private TrafficCounters _taken = TrafficCounters.Zero;
    private MonotonicTime? _takenAt;

    public LinkDescription Link { get; } = link;

    public Attachment Attachment { get; private set; } = new(generation, AttachMode.Tcx, "scripted") { Refused = refused };

    public bool IsAttached { get; private set; } = true;

    public bool IsFinished { get; private set; }

    public int Disposals { get; private set; }

    /// <summary>The newest reading that anyone was given.</summary>
    public InterfaceReading? Given { get; private set; }

    public void CloseWindow(Action closed) => nic.Close(closed);

    public InterfaceReading Read() => nic.Read(this);

    /// <summary>Every window of flows that anyone was given.</summary>
    public List<FlowWindow> Windows { get; } = [];

    public FlowWindow? TakeFlows(string name) => nic.TakeFlows(this, name);

    /// <summary>Every change that was asked for, refused or not.</summary>
    public IReadOnlyList<int> AskedSlots => nic.SlotsAskedOf(this);

    public string? ChangeFlows(int slots) => nic.ChangeFlows(this, slots);

    /// <summary>What was told last.</summary>
    public TimeSpan LeastWindow { get; private set; }

    public void LengthenFlows(TimeSpan least) => LeastWindow = least;

    public int TimesAskedForBetter { get; set; }

    public bool HasBetter(LinkDescription link) => nic.HasBetter(this);

    public InterfaceReading Finish()
    {
        IsFinished = true;
        return nic.Finish(this);
    }

    public void Dispose()
    {
        Disposals++;
        nic.Dispose(this);
    }

    internal void Count(ulong rx, ulong tx)
    {
        if (_counts)
        {
            _rx += rx;
            _tx += tx;
        }
    }

    internal List<int> Asked { get; } = [];

    internal void Make(FlowRoom room) => Attachment = Attachment with { Flows = room };

    internal void Sever() => _counts = false;

    internal void Detach()
    {
        _counts = false;
        IsAttached = false;
    }

    internal InterfaceReading Take(MonotonicTime at) =>
        Given = new(at, Attachment.Generation, ScriptedNic.Counters(_rx, _tx), LastSeenKernel(), atAttach);

    /// <summary>What was counted between the reading before and the last one, in one flow for each direction.</summary>
    internal FlowWindow? TakeFlowsOf(string name)
    {
        if (Given is not { } given || given.At == _takenAt)
        {
            return null;
        }

        var counted = given.Counters.Since(_taken);
        (_taken, _takenAt) = (given.Counters, given.At);
        var window = ScriptedFlows.Window(name, given.At, Link.Index, counted);
        Windows.Add(window);
        return window;
    }

    /// <summary>Where the device is gone, or another one bears its name, the kernel's counters are those last seen.</summary>
    private KernelCounters LastSeenKernel() => nic.Link.Index == Link.Index ? nic.Kernel : Given?.Kernel ?? atAttach;
}
