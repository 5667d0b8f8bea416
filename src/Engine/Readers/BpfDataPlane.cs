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
    private long _lastGeneration;

    private BpfDataPlane(ObjectImage image, DataPlaneSettings settings)
    {
        _image = image;
        _clsacts = new ClsactQdiscs(_links.Rtnetlink);
        _settings = settings;
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
        var refusals = new List<Exception>();
        foreach (var rung in AttachLadder.For(link, _settings.ModeOf(link.Name)))
        {
            try
            {
                return Attach(link, rung, refusals);
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

    public void Dispose()
    {
        _grace.Dispose();
        _clsacts.Dispose();
        _links.Dispose();
    }

    private BpfInterfaceReader Attach(LinkDescription link, Rung rung, List<Exception> refusals)
    {
        var attachment = NicAttachment.Attach(_image, _clsacts, link.Index, link.Name, link.HasEthernet, ModeOf(rung.Mode));
        try
        {
            var before = refusals.Select(refusal => $"; {OperationOf(refusal)}: {Refusals.ErrnoOf(refusal).Name}");
            var how = new Attachment(new Generation(Interlocked.Increment(ref _lastGeneration)), rung.Mode, rung.Reason + string.Concat(before));
            return new BpfInterfaceReader(link, how, attachment, _links.Rtnetlink, _grace);
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
