using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Native.Bpf;
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
    private long _lastGeneration;

    private BpfDataPlane(ObjectImage image, DataPlaneSettings settings)
    {
        _image = image;
        _clsacts = new ClsactQdiscs(_links.Rtnetlink);
        _settings = settings;
        if (settings.Flows is { IsEnabled: true } flows)
        {
            try
            {
                _clock = JiffiesClock.Open();
                _space = new FlowSpace(flows, KernelProbe.OnlineCpuCount());
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
        return new BpfDataPlane(image, settings);
    }

    public ImmutableArray<LinkDescription> ListLinks() => _links.List();

    public IDisposable WatchLinks(Action changed, Action<string> failed) => _links.Watch(changed, failed);

    IInterfaceReader IDataPlane.Open(LinkDescription link) => Open(link);

    /// <inheritdoc cref="IDataPlane.Open"/>
    public BpfInterfaceReader Open(LinkDescription link)
    {
        var room = _space?.Take(link, Counted()) ?? FlowRoom.None(_whyNoFlows);
        try
        {
            return Open(link, room);
        }
        catch (InterfaceFailure failure) when (room.Slots > 0 && Refusals.ErrnoOf(failure.InnerException!) == Errno.ENOMEM)
        {
            _space!.Release(link);
            return Open(link, room with { Slots = 0, MapBytes = 0, Reason = $"the kernel has no memory for {room.Slots} slots: {failure.Message}" });
        }
        catch
        {
            _space?.Release(link);
            throw;
        }
    }

    public void Dispose()
    {
        _clock?.Dispose();
        _grace.Dispose();
        _clsacts.Dispose();
        _links.Dispose();
    }

    private ImmutableArray<LinkDescription> Counted() =>
        _settings.Selection is { } selection ? selection.Choose(_links.List()) : [.. _links.List().Where(link => !link.IsLoopback)];

    private BpfInterfaceReader Open(LinkDescription link, FlowRoom room)
    {
        var refusals = new List<Exception>();
        foreach (var rung in AttachLadder.For(link, _settings.ModeOf(link.Name)))
        {
            try
            {
                return Attach(link, rung, refusals, room);
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

    private BpfInterfaceReader Attach(LinkDescription link, Rung rung, List<Exception> refusals, FlowRoom room)
    {
        var attachment = NicAttachment.Attach(
            _image, _clsacts, link.Index, link.Name, link.HasEthernet, ModeOf(rung.Mode), _space?.SizeOf(room));
        try
        {
            var before = refusals.Select(refusal => $"; {OperationOf(refusal)}: {Refusals.ErrnoOf(refusal).Name}");
            var how = new Attachment(new Generation(Interlocked.Increment(ref _lastGeneration)), rung.Mode, rung.Reason + string.Concat(before)) { Flows = room };
            var flows = attachment.CountsFlows ? new BpfFlowReader(attachment, _clock!, _settings.Flows!.Window) : null;
            return new BpfInterfaceReader(link, how, attachment, _links.Rtnetlink, _grace, flows, () => _space?.Release(link));
        }
        catch
        {
            attachment.Dispose();
            throw;
        }
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
