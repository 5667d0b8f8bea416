using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>The NICs of the network namespace in which it was opened. One object file, one netlink socket and one thread that awaits
/// grace periods serve all of them.</summary>
public sealed class BpfDataPlane : IDataPlane
{
    private readonly ObjectImage _image;
    private readonly DataPlaneSettings _settings;
    private readonly KernelLinks _links = KernelLinks.Open();
    private readonly ClsactQdiscs _clsacts;
    private readonly GracePeriod _grace = new();
    private readonly JiffiesClock? _clock;
    private readonly FlowSpace? _space;
    private readonly LadderClimb _climb;
    private readonly string _whyNoFlows = "flows are off (netmonitor.flows.enabled)";
    private readonly PinFolder? _pins;
    private readonly string _whyNotPinned;
    private readonly Action<string> _note;
    private readonly Lock _naming = new();

    /// <summary>Indices of NICs that a better rung would take, as it was found out a moment ago.</summary>
    private readonly ConcurrentDictionary<int, bool> _climbing = new();

    private long _lastGeneration;
    private long _opened;

    private BpfDataPlane(ObjectImage image, DataPlaneSettings settings, PinFolder? pins, string whyNotPinned)
    {
        (_pins, _whyNotPinned, _note) = (pins, whyNotPinned, settings.Note ?? (_ => { }));
        _image = image;
        _clsacts = new ClsactQdiscs(_links.Rtnetlink);
        _settings = settings;
        _climb = new LadderClimb(Explain, Stands);
        if (settings.Flows is { IsEnabled: true } flows)
        {
            try
            {
                _clock = JiffiesClock.Open();
                _space = new FlowSpace(flows, KernelProbe.OnlineCpuCount);
            }
            catch (BpfException refusal)
            {
                _whyNoFlows = $"flows are off: {refusal.Message}";
            }
        }
    }

    /// <summary>Checks rights, object file and verifier, and attaches nothing. See <see cref="OpenDataPlane"/>.</summary>
    public static IDataPlane Open(DataPlaneSettings settings)
    {
        var image = ProgramFile.Check(settings);
        var (pins, whyNot) = PinPlace.Open(settings);
        try
        {
            var plane = new BpfDataPlane(image, settings, pins, whyNot);
            plane.RemoveStale(plane._links.List());
            return plane;
        }
        catch
        {
            pins?.Dispose();
            throw;
        }
    }

    public ImmutableArray<LinkDescription> ListLinks()
    {
        var links = _links.List();
        RemoveStale(links);
        return links;
    }

    public IDisposable WatchLinks(Action changed, Action<string> failed) => _links.Watch(changed, failed);

    public IInterfaceReader Open(LinkDescription link)
    {
        try
        {
            return _climb.Reach(
                link,
                PinnedFirst(link, LadderOf(link)),
                (rung, refused) => rung.Mode == AttachMode.Kernel ? OpenKernel(link, rung, refused) : OpenPrograms(link, rung, refused));
        }
        catch (InterfaceFailure failure) when (failure.Kind == FailureKind.Attach && IsGone(link))
        {
            throw new InterfaceFailure(link.Name, FailureKind.Gone, failure.Message, failure.InnerException);
        }
    }

    public void Release(LinkDescription link)
    {
        try
        {
            if (_pins is not null && _pins.Indices.Contains(link.Index))
            {
                _ = _pins.Remove(link.Index, _links.Rtnetlink);
            }
        }
        catch (Exception refusal) when (Refusals.IsOne(refusal))
        {
            throw new InterfaceFailure(link.Name, Refusals.KindOf(refusal, FailureKind.Attach), refusal.Message, refusal);
        }
    }

    public void Dispose()
    {
        if (_settings.DetachesOnExit)
        {
            foreach (var index in _pins?.Indices ?? [])
            {
                _ = _pins!.Remove(index, _links.Rtnetlink);
            }
        }

        _clock?.Dispose();
        _grace.Dispose();
        _clsacts.Dispose();
        _links.Dispose();
        _pins?.Dispose();
    }

    /// <summary>What is pinned of devices that are gone: a monitor that fails because its NIC goes leaves its pins to a successor, which never comes.</summary>
    /// <param name="links">May be older than a device that was attached meanwhile: hence each is asked for once more.</param>
    private void RemoveStale(ImmutableArray<LinkDescription> links)
    {
        if (_pins is not null)
        {
            var present = links.Select(link => link.Index).ToHashSet();
            foreach (var index in _pins.Indices.Where(index => !present.Contains(index) && !_links.Rtnetlink.TryReadStatistics(index, out _)))
            {
                _ = _pins.Remove(index);
            }
        }
    }

    /// <summary>A NIC that counts already is left as it is: another mode would cost it packets. Unless a better one is known to take it. And what counts without
    /// being read will be read one day: to count the same by the kernel meanwhile would be to count it twice.</summary>
    private ImmutableArray<Rung> PinnedFirst(LinkDescription link, ImmutableArray<Rung> ladder)
    {
        if (ladder.Length > 1 && _pins?.Holds(link.Index) == true)
        {
            ladder = ladder.RemoveAll(static rung => rung.Mode == AttachMode.Kernel);
        }

        if (_climbing.TryRemove(link.Index, out _) || _pins?.About(link.Index)?.Mode is not { } mode)
        {
            return ladder;
        }

        return [.. ladder.OrderByDescending(rung => rung.Mode != AttachMode.Kernel && ModeOf(rung.Mode) == mode)];
    }

    /// <summary>Some hooks answer EINVAL for a device that is not there.</summary>
    private bool IsGone(LinkDescription link)
    {
        try
        {
            return !_links.Rtnetlink.TryReadStatistics(link.Index, out _);
        }
        catch (NetlinkException)
        {
            return false;
        }
    }

    /// <summary>Where accounts outlive the process their names must too: until the next boot, when pins and clock begin anew, nothing is named twice.</summary>
    private long NextGeneration()
    {
        const int NanosecondsPerName = 1000;
        lock (_naming)
        {
            _lastGeneration = Math.Max(_lastGeneration + 1, _pins is null ? 0 : Stopwatch.GetTimestamp() / NanosecondsPerName);
            return _lastGeneration;
        }
    }

    private ImmutableArray<Rung> LadderOf(LinkDescription link) => AttachLadder.For(link, _settings.ModeOf(link));

    /// <summary>Those that may have flows.</summary>
    private IEnumerable<LinkDescription> Counted()
    {
        var links = _links.List();
        return (_settings.Selection is { } selection ? selection.Choose(links) : [.. links.Where(link => !link.IsLoopback)])
            .Where(link => _settings.ModeOf(link) != ModePolicy.Kernel);
    }

    private IInterfaceReader OpenKernel(LinkDescription link, Rung rung, ImmutableArray<RefusedRung> refused)
    {
        var how = How(rung, refused, NextGeneration(), FlowRoom.None("the kernel's own counters tell packets and bytes, no flows"));
        return new KernelInterfaceReader(link, how, () => _links.ReadCounters(link)) { FindsBetter = now => FindsBetter(now, how) };
    }

    /// <summary>Where the kernel has no memory for flows, packets are counted without them.</summary>
    private IInterfaceReader OpenPrograms(LinkDescription link, Rung rung, ImmutableArray<RefusedRung> refused)
    {
        var lease = _space is { } space ? new FlowLease(space, link, Counted) : null;
        try
        {
            var grant = lease?.Ask() ?? new FlowGrant(FlowRoom.None(_whyNoFlows), null);
            try
            {
                return Attach(link, rung, refused, grant, lease);
            }
            catch (BpfException refusal) when (grant.Size is not null && refusal.Errno == Errno.ENOMEM)
            {
                var none = grant.Room with { Slots = 0, MapBytes = 0, Reason = $"the kernel has no memory for {grant.Room.Slots} slots: {refusal.Message}" };
                lease!.Return(none);
                return Attach(link, rung, refused, new FlowGrant(none, null), lease);
            }
        }
        catch
        {
            lease?.Dispose();
            throw;
        }
    }

    private BpfInterfaceReader Attach(LinkDescription link, Rung rung, ImmutableArray<RefusedRung> refused, FlowGrant grant, FlowLease? lease)
    {
        var generation = NextGeneration();
        var pins = _pins is null
            ? null
            : new PinRequest(
                _pins, new NicIdentity(link.Index, link.Name, link.Mac, link.Kind), _links.Rtnetlink, _grace, generation, ReasonOf(rung, refused), _note);
        var attachment = Attach(link, rung, grant.Size, pins);
        try
        {
            var how = How(rung, refused, attachment.Account ?? generation, grant.Room) with { Endurance = EnduranceOf(attachment) };
            var flows = lease is null ? null : FlowsOf(attachment);
            return new BpfInterfaceReader(link, how, attachment, _links.Rtnetlink, _grace, flows, lease) { FindsBetter = now => FindsBetter(now, how) };
        }
        catch
        {
            attachment.Dispose();
            throw;
        }
    }

    private NicAttachment Attach(LinkDescription link, Rung rung, FlowTableSize? flows, PinRequest? pins) =>
        NicAttachment.Attach(_image, _clsacts, link.Index, link.Name, link.HasEthernet, ModeOf(rung.Mode), flows, pins);

    private Attachment How(Rung rung, ImmutableArray<RefusedRung> refused, long generation, FlowRoom flows) =>
        new(new Generation(generation), rung.Mode, ReasonOf(rung, refused))
        {
            Refused = refused,
            Flows = flows,
            Opened = Interlocked.Increment(ref _opened),
        };

    private static string ReasonOf(Rung rung, ImmutableArray<RefusedRung> refused) => string.Join("; ", refused.Select(one => one.Words).Prepend(rung.Reason));

    private Endurance EnduranceOf(NicAttachment attachment) => _pins is null
        ? Endurance.EndsWithProcess(_whyNotPinned)
        : new Endurance(Pinned: true, attachment.IsAdopted, attachment.IsAdopted ? $"gone on with, pinned in {_pins.Path}" : $"pinned in {_pins.Path}");

    private BpfFlowReader FlowsOf(NicAttachment attachment)
    {
        var flows = new BpfFlowReader(attachment.Flows, _clock!.Read, _settings.Flows!.Window, attachment.Marks);
        if (attachment.IsAdopted)
        {
            attachment.Untold(NmDirection.Rx, out var rx);
            attachment.Untold(NmDirection.Tx, out var tx);
            flows.Adopt(in rx, in tx);
        }

        return flows;
    }

    private bool FindsBetter(LinkDescription link, Attachment present)
    {
        var found = _climb.FindsBetter(link, LadderOf(link), present, rung => Try(link, rung, present));
        if (found)
        {
            _climbing[link.Index] = true;
        }

        return found;
    }

    /// <summary>Without flows, on which nothing depends here. What is attached may have filters of ours on it, which an attempt must not take the place of.</summary>
    private void Try(LinkDescription link, Rung rung, Attachment present)
    {
        if (rung.Mode == AttachMode.Tc || (rung.Mode == AttachMode.Native && present.Mode == AttachMode.Tc))
        {
            IngressTrial.Run(_image, _clsacts, link.Index, link.Name, link.HasEthernet, ModeOf(rung.Mode));
        }
        else
        {
            Attach(link, rung, flows: null, pins: null).Dispose();
        }
    }

    /// <summary>Of a hook that is taken: by whom.</summary>
    private string Explain(LinkDescription link, AttachMode mode, Exception refusal) =>
        mode is AttachMode.Native or AttachMode.Generic && Refusals.ErrnoOf(refusal) is Errno.EBUSY or Errno.EEXIST
            ? HolderOf(link) ?? Refusals.MeaningOf(refusal)
            : Refusals.MeaningOf(refusal);

    private bool Stands(LinkDescription link, RefusedRung refused) =>
        refused.Errno == nameof(Errno.EPERM) ? !Capabilities.OfThisProcess().Missing.IsEmpty : HolderOf(link) is not null;

    /// <summary>Null where that cannot be seen any more.</summary>
    private string? HolderOf(LinkDescription link)
    {
        try
        {
            return _links.Rtnetlink.FindLink(link.Index) is { } found ? ForeignXdp.Words(found.Xdp, link.Index, _settings.BpfFilesystem) : null;
        }
        catch (NetlinkException)
        {
            return null;
        }
    }

    private static NicMode ModeOf(AttachMode mode) => mode switch
    {
        AttachMode.Native => NicMode.NativeXdp,
        AttachMode.Tcx => NicMode.Tcx,
        AttachMode.Tc => NicMode.Clsact,
        AttachMode.Generic => NicMode.GenericXdp,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "is not attached to by BPF"),
    };
}
