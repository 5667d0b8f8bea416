using NetMonitor.Native.Abi;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Bpf;

/// <summary>Our programs on one NIC, both directions. All of it goes with <see cref="Dispose"/>; after <see cref="Detach"/> the
/// counters can still be read.</summary>
public sealed class NicAttachment : IDisposable
{
    private readonly Func<FlowTableSize?, NicPrograms> _load;
    private NicPrograms _programs;
    private readonly ClsactQdiscs _clsacts;
    private readonly int _ifindex;
    private readonly string _interfaceName;
    private readonly List<IAttached> _attached = [];
    private IReadOnlyList<int> _cpus;

    private NicAttachment(Func<FlowTableSize?, NicPrograms> load, FlowTableSize? flows, ClsactQdiscs clsacts, int ifindex, string interfaceName)
    {
        _load = load;
        _cpus = OnlineCpus.Read();
        _programs = load(flows);
        _clsacts = clsacts;
        _ifindex = ifindex;
        _interfaceName = interfaceName;
    }

    /// <summary>The kernel's ids of what is attached: of links, and of programs where a hook has no links.</summary>
    public IReadOnlyList<uint> Ids => [.. _attached.Select(attached => attached.Id)];

    public IReadOnlyList<Hook> Hooks => [.. _attached.Select(attached => attached.Hook)];

    /// <summary>BPF memory that is mapped, each byte once: a ring's data pages are seen at two addresses in a row, and exist once.</summary>
    public long MapBytes => _programs.Counters.Bytes + _programs.Control.Bytes + (_programs.Flows?.Bytes ?? 0);

    /// <summary>Null where flows are not counted.</summary>
    public IFlowBanks? Flows => _programs.Flows is { } table ? new FlowBanks(table) : null;

    /// <summary>Borrowed; for those who want to see what happens when it is closed underneath.</summary>
    internal int CountersDescriptor => _programs.CountersDescriptor;

    /// <summary>Attaches in the network namespace of the calling thread, which must be that of <paramref name="clsacts"/>.</summary>
    /// <param name="hasEthernet">False for a device whose packets start with the IP header.</param>
    /// <param name="flows">Null: packets are counted, flows are not, and cost nothing.</param>
    /// <exception cref="BpfException">Refused; nothing is left attached.</exception>
    /// <exception cref="NetlinkException">The clsact qdisc cannot be made; nothing is left attached.</exception>
    public static NicAttachment Attach(
        ObjectImage image, ClsactQdiscs clsacts, int ifindex, string interfaceName, bool hasEthernet, NicMode mode, FlowTableSize? flows = null)
    {
        var ingress = mode is NicMode.NativeXdp or NicMode.GenericXdp ? NmNames.XdpProgram : NmNames.IngressProgram;
        var attachment = new NicAttachment(
            size => NicPrograms.Load(image, hasEthernet, size, ingress, NmNames.EgressProgram), flows, clsacts, ifindex, interfaceName);
        try
        {
            attachment.AttachAll(mode);
            return attachment;
        }
        catch
        {
            attachment.Dispose();
            throw;
        }
    }

    /// <summary>See <see cref="NicPrograms.CloseBank"/>.</summary>
    public int CloseBank() => _programs.CloseBank();

    public void Sum(NmDirection direction, int bank, out NmCounters sum) => _programs.Sum(direction, bank, out sum);

    /// <exception cref="BpfException">A program is no longer on the NIC (ENOLINK), or a descriptor is closed.</exception>
    public void CheckInPlace()
    {
        _programs.CheckMap();
        foreach (var attached in _attached)
        {
            if (!attached.IsInPlace())
            {
                throw new BpfException($"find our program on {attached.Hook}", _interfaceName, Errno.ENOLINK, "somebody else detached or replaced it, or the NIC is gone");
            }
        }
    }

    /// <summary>Other CPUs run than when the programs were loaded, and may have no part of the flow table.</summary>
    public bool CpusChanged => !OnlineCpus.Read().SequenceEqual(_cpus);

    /// <summary>The same programs with other room for flows, and for the CPUs that run now: loaded anew, and put in place of these from one packet to
    /// the next. They count from zero, in bank 0.</summary>
    /// <returns>Those that were in place before; where a hook refuses, the former are put back, and these are the new ones.</returns>
    /// <exception cref="BpfException">The new ones cannot be loaded, or the former cannot be put back.</exception>
    public RetiredPrograms Reload(FlowTableSize? flows)
    {
        var cpus = OnlineCpus.Read();
        var (former, next) = (_programs, _load(flows));
        var replaced = 0;
        try
        {
            for (; replaced < _attached.Count; replaced++)
            {
                _attached[replaced].Replace(next.Descriptor(ProgramOn(_attached[replaced].Hook)));
            }
        }
        catch (BpfException refusal)
        {
            try
            {
                while (replaced-- > 0)
                {
                    _attached[replaced].Replace(former.Descriptor(ProgramOn(_attached[replaced].Hook)));
                }
            }
            catch
            {
                next.Dispose();
                throw;
            }

            return new RetiredPrograms(next, refusal);
        }

        (_programs, _cpus) = (next, cpus);
        return new RetiredPrograms(former);
    }

    /// <summary>Takes the programs off the NIC, and leaves a clsact qdisc where it is. Packets under way may be counted until a grace
    /// period is over.</summary>
    public void Detach()
    {
        foreach (var attached in _attached)
        {
            attached.Dispose();
        }

        _attached.Clear();
    }

    public void Dispose()
    {
        Detach();
        _programs.Dispose();
    }

    private static string ProgramOn(Hook hook) => hook switch
    {
        Hook.Xdp or Hook.GenericXdp => NmNames.XdpProgram,
        Hook.TcxIngress or Hook.ClsactIngress => NmNames.IngressProgram,
        _ => NmNames.EgressProgram,
    };

    private void AttachAll(NicMode mode)
    {
        switch (mode)
        {
            case NicMode.NativeXdp:
                Link(Hook.Xdp, NmNames.XdpProgram);
                AttachEgress();
                break;
            case NicMode.GenericXdp:
                Link(Hook.GenericXdp, NmNames.XdpProgram);
                AttachEgress();
                break;
            case NicMode.Tcx:
                Link(Hook.TcxIngress, NmNames.IngressProgram);
                Link(Hook.TcxEgress, NmNames.EgressProgram);
                break;
            case NicMode.Clsact:
                _clsacts.Ensure(_ifindex);
                Filter(Hook.ClsactIngress, NmNames.IngressProgram);
                Filter(Hook.ClsactEgress, NmNames.EgressProgram);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(mode), mode, "no such mode");
        }
    }

    private void AttachEgress()
    {
        try
        {
            Link(Hook.TcxEgress, NmNames.EgressProgram);
        }
        catch (BpfException refusal) when (refusal.Errno == Errno.EINVAL)
        {
            // Before Linux 6.6 there is no TCX.
            _clsacts.Ensure(_ifindex);
            Filter(Hook.ClsactEgress, NmNames.EgressProgram);
        }
    }

    private void Link(Hook hook, string program) =>
        _attached.Add(BpfLink.Attach(hook, _programs.Descriptor(program), _ifindex, _interfaceName));

    private void Filter(Hook hook, string program) =>
        _attached.Add(ClsactFilter.Attach(hook, _programs.Descriptor(program), _ifindex, _interfaceName));
}
