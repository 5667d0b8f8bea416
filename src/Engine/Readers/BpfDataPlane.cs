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
    private readonly string _whyNoFlows = "flows are off (netmonitor.flows.enabled)";
    private readonly PinFolder? _pins;
    private readonly string _whyNotPinned;
    private readonly Action<string> _note;
    private readonly Lock _naming = new();
    private long _lastGeneration;
    private long _opened;

    private BpfDataPlane(ObjectImage image, DataPlaneSettings settings, PinFolder? pins, string whyNotPinned)
    {
        (_pins, _whyNotPinned, _note) = (pins, whyNotPinned, settings.Note ?? (_ => { }));
        _image = image;
        _clsacts = new ClsactQdiscs(_links.Rtnetlink);
        _settings = settings;
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

    IInterfaceReader IDataPlane.Open(LinkDescription link) => Open(link);

    /// <inheritdoc cref="IDataPlane.Open"/>
    public BpfInterfaceReader Open(LinkDescription link)
    {
        var lease = _space is { } space ? new FlowLease(space, link, () => Counted()) : null;
        try
        {
            var grant = lease?.Ask() ?? new FlowGrant(FlowRoom.None(_whyNoFlows), null);
            try
            {
                return Open(link, grant, lease);
            }
            catch (InterfaceFailure failure) when (grant.Size is not null && Refusals.ErrnoOf(failure.InnerException!) == Errno.ENOMEM)
            {
                var none = grant.Room with { Slots = 0, MapBytes = 0, Reason = $"the kernel has no memory for {grant.Room.Slots} slots: {failure.Message}" };
                lease!.Return(none);
                return Open(link, new FlowGrant(none, null), lease);
            }
        }
        catch
        {
            lease?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_settings.DetachesOnExit)
        {
            foreach (var index in _pins?.Indices ?? [])
            {
                _ = _pins!.Remove(index);
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

    /// <summary>A NIC that counts already is left as it is: another mode would cost it packets.</summary>
    private IEnumerable<Rung> PinnedFirst(LinkDescription link, ImmutableArray<Rung> rungs)
    {
        var mode = _pins?.About(link.Index)?.Mode;
        return rungs.OrderByDescending(rung => ModeOf(rung.Mode) == mode);
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

    private ImmutableArray<LinkDescription> Counted() =>
        _settings.Selection is { } selection ? selection.Choose(_links.List()) : [.. _links.List().Where(link => !link.IsLoopback)];

    private BpfInterfaceReader Open(LinkDescription link, FlowGrant grant, FlowLease? lease)
    {
        var refusals = new List<Exception>();
        foreach (var rung in PinnedFirst(link, AttachLadder.For(link, _settings.ModeOf(link.Name))))
        {
            try
            {
                return Attach(link, rung, refusals, grant, lease);
            }
            catch (Exception refusal) when (Refusals.IsOne(refusal))
            {
                refusals.Add(refusal);
                if (Refusals.ErrnoOf(refusal) is Errno.EPERM or Errno.ENODEV)
                {
                    break;
                }
            }
        }

        throw new InterfaceFailure(
            link.Name,
            Refusals.KindOf(refusals[^1], FailureKind.Attach),
            string.Join("; then: ", refusals.Select(refusal => refusal.Message)),
            refusals[^1]);
    }

    private BpfInterfaceReader Attach(LinkDescription link, Rung rung, List<Exception> refusals, FlowGrant grant, FlowLease? lease)
    {
        var reason = rung.Reason + string.Concat(refusals.Select(refusal => $"; {OperationOf(refusal)}: {Refusals.ErrnoOf(refusal).Name}"));
        var generation = NextGeneration();
        var pins = _pins is null
            ? null
            : new PinRequest(_pins, new NicIdentity(link.Index, link.Name, link.Mac, link.Kind), _links.Rtnetlink, _grace, generation, reason, _note);
        var attachment = NicAttachment.Attach(
            _image, _clsacts, link.Index, link.Name, link.HasEthernet, ModeOf(rung.Mode), grant.Size, pins);
        try
        {
            var how = new Attachment(new Generation(attachment.Account ?? generation), rung.Mode, reason)
            {
                Flows = grant.Room,
                Opened = Interlocked.Increment(ref _opened),
                Endurance = EnduranceOf(attachment),
            };
            var flows = lease is null ? null : FlowsOf(attachment);
            return new BpfInterfaceReader(link, how, attachment, _links.Rtnetlink, _grace, flows, lease);
        }
        catch
        {
            attachment.Dispose();
            throw;
        }
    }

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

    private static string OperationOf(Exception refusal) => refusal switch
    {
        BpfException bpf => bpf.Operation,
        NetlinkException netlink => netlink.Operation,
        _ => "attach",
    };

    private static NicMode ModeOf(AttachMode mode) => mode switch
    {
        AttachMode.Native => NicMode.NativeXdp,
        AttachMode.Tcx => NicMode.Tcx,
        AttachMode.Tc => NicMode.Clsact,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "is not attached to by BPF"),
    };
}
