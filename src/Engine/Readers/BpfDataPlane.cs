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
    private readonly LadderClimb _climb;
    private readonly string _whyNoFlows = "flows are off (netmonitor.flows.enabled)";
    private long _lastGeneration;

    private BpfDataPlane(ObjectImage image, DataPlaneSettings settings)
    {
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
        return new BpfDataPlane(image, settings);
    }

    public ImmutableArray<LinkDescription> ListLinks() => _links.List();

    public IDisposable WatchLinks(Action changed, Action<string> failed) => _links.Watch(changed, failed);

    public IInterfaceReader Open(LinkDescription link) => _climb.Reach(
        link,
        LadderOf(link),
        (rung, refused) => rung.Mode == AttachMode.Kernel ? OpenKernel(link, rung, refused) : OpenPrograms(link, rung, refused));

    public void Dispose()
    {
        _clock?.Dispose();
        _grace.Dispose();
        _clsacts.Dispose();
        _links.Dispose();
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
        var how = How(rung, refused, FlowRoom.None("the kernel's own counters tell packets and bytes, no flows"));
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
        var attachment = Attach(link, rung, grant.Size);
        try
        {
            var how = How(rung, refused, grant.Room);
            var flows = lease is null ? null : new BpfFlowReader(attachment.Flows, _clock!.Read, _settings.Flows!.Window);
            return new BpfInterfaceReader(link, how, attachment, _links.Rtnetlink, _grace, flows, lease) { FindsBetter = now => FindsBetter(now, how) };
        }
        catch
        {
            attachment.Dispose();
            throw;
        }
    }

    private NicAttachment Attach(LinkDescription link, Rung rung, FlowTableSize? flows) =>
        NicAttachment.Attach(_image, _clsacts, link.Index, link.Name, link.HasEthernet, ModeOf(rung.Mode), flows);

    private Attachment How(Rung rung, ImmutableArray<RefusedRung> refused, FlowRoom flows) => new(
        new Generation(Interlocked.Increment(ref _lastGeneration)),
        rung.Mode,
        string.Join("; ", refused.Select(one => one.Words).Prepend(rung.Reason)))
    {
        Refused = refused,
        Flows = flows,
    };

    private bool FindsBetter(LinkDescription link, Attachment present) =>
        _climb.FindsBetter(link, LadderOf(link), present, rung => Try(link, rung, present));

    /// <summary>Without flows, on which nothing depends here. What is attached may have filters of ours on it, which an attempt must not take the place of.</summary>
    private void Try(LinkDescription link, Rung rung, Attachment present)
    {
        if (rung.Mode == AttachMode.Tc || (rung.Mode == AttachMode.Native && present.Mode == AttachMode.Tc))
        {
            IngressTrial.Run(_image, _clsacts, link.Index, link.Name, link.HasEthernet, ModeOf(rung.Mode));
        }
        else
        {
            Attach(link, rung, flows: null).Dispose();
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
