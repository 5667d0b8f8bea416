using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Bpf;

/// <summary>Our programs on one NIC, both directions. What is pinned stays with <see cref="Dispose"/> unless it was detached; all else goes. After
/// <see cref="Detach"/> the counters can still be read.</summary>
public sealed partial class NicAttachment : IDisposable
{
    private readonly Func<FlowTableSize?, NicConfiguration> _configure;
    private readonly ClsactQdiscs _clsacts;
    private readonly int _ifindex;
    private readonly string _interfaceName;
    private readonly NicMode _mode;
    private readonly List<IAttached> _attached = [];

    /// <summary>By direction: of programs that these took the place of.</summary>
    private readonly NmCounters[] _carried = new NmCounters[(int)NmLimit.Directions];

    private NicPrograms? _loaded;
    private IReadOnlyList<int> _cpus = OnlineCpus.Read();

    /// <summary>Of the generation that counts; the highest that was given.</summary>
    private int _number = 1;
    private int _last = 1;

    private NicAttachment(Func<FlowTableSize?, NicConfiguration> configure, ClsactQdiscs clsacts, int ifindex, string interfaceName, NicMode mode)
    {
        (_configure, _clsacts, _ifindex, _interfaceName, _mode) = (configure, clsacts, ifindex, interfaceName, mode);
    }

    /// <summary>The kernel's ids of what is attached: of links, and of programs where a hook has no links.</summary>
    public IReadOnlyList<uint> Ids => [.. _attached.Select(attached => attached.Id)];

    /// <summary>Which program is on which hook now.</summary>
    /// <exception cref="BpfException">A descriptor is closed.</exception>
    public IReadOnlyList<LoadedProgram> LoadedPrograms =>
        [.. _attached.Select(attached => new LoadedProgram(attached.Hook, ProgramOn(attached.Hook), ObjectInfo.Of(Programs.Descriptor(ProgramOn(attached.Hook))).Id))];

    public IReadOnlyList<Hook> Hooks => [.. _attached.Select(attached => attached.Hook)];

    /// <summary>BPF memory that is mapped, each byte once: a ring's data pages are seen at two addresses in a row, and exist once.</summary>
    public long MapBytes => Programs.Counters.Bytes + Programs.Control.Bytes + (Programs.Flows?.Bytes ?? 0);

    /// <summary>Null where flows are not counted.</summary>
    public IFlowBanks? Flows => Programs.Flows is { } table ? new FlowBanks(table) : null;

    /// <summary>Borrowed; for those who want to see what happens when it is closed underneath.</summary>
    internal int CountersDescriptor => Programs.CountersDescriptor;

    private NicPrograms Programs => _loaded ?? throw new InvalidOperationException("nothing is loaded");

    /// <summary>Attaches in the network namespace of the calling thread, which must be that of <paramref name="clsacts"/>.</summary>
    /// <param name="hasEthernet">False for a device whose packets start with the IP header.</param>
    /// <param name="flows">Null: packets are counted, flows are not, and cost nothing.</param>
    /// <param name="pins">Null: nothing outlives this process.</param>
    /// <exception cref="BpfException">Refused; nothing is left attached but what was before.</exception>
    /// <exception cref="NetlinkException">The clsact qdisc cannot be made; likewise.</exception>
    public static NicAttachment Attach(
        ObjectImage image,
        ClsactQdiscs clsacts,
        int ifindex,
        string interfaceName,
        bool hasEthernet,
        NicMode mode,
        FlowTableSize? flows = null,
        PinRequest? pins = null)
    {
        string[] names = [mode is NicMode.NativeXdp or NicMode.GenericXdp ? NmNames.XdpProgram : NmNames.IngressProgram, NmNames.EgressProgram];
        var attachment = new NicAttachment(size => NicConfiguration.Now(image, hasEthernet, size, names), clsacts, ifindex, interfaceName, mode);
        try
        {
            if (pins is null)
            {
                attachment._loaded = NicPrograms.Load(attachment._configure(flows));
                attachment.AttachMissing([]);
            }
            else
            {
                attachment.GoOn(flows, pins);
            }

            return attachment;
        }
        catch
        {
            attachment.Abandon();
            throw;
        }
    }

    /// <summary>See <see cref="NicPrograms.CloseBank"/>.</summary>
    public int CloseBank() => Programs.CloseBank();

    /// <summary>The bank that is counted in.</summary>
    public int ActiveBank => Programs.ActiveBank;

    public void Sum(NmDirection direction, int bank, out NmCounters sum) => Programs.Sum(direction, bank, out sum);

    /// <summary>What programs counted that these took the place of, in this process and those before it.</summary>
    public void Carried(NmDirection direction, out NmCounters sum) => sum = _carried[(int)direction];

    public void SumNow(NmDirection direction, out NmCounter total, out NmCounter coalesced) => Programs.SumNow(direction, out total, out coalesced);

    /// <exception cref="BpfException">A program is no longer on the NIC (ENOLINK), or a descriptor is closed.</exception>
    public void CheckInPlace()
    {
        Programs.CheckMap();
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

    /// <summary>The same programs with other room for flows, and for the CPUs that run now: loaded anew, pinned where these are, and put in place of these from one
    /// packet to the next. They count from zero, in bank 0.</summary>
    /// <returns>Those that were in place before; where a hook refuses, the former are put back, and these are the new ones. After a grace period they are for
    /// <see cref="Carry(RetiredPrograms)"/>.</returns>
    /// <exception cref="BpfException">The new ones cannot be loaded, or the former cannot be put back.</exception>
    public RetiredPrograms Reload(FlowTableSize? flows)
    {
        var cpus = OnlineCpus.Read();
        var configuration = _configure(flows);
        var (former, formerNumber) = (Programs, _number);
        var next = NicPrograms.Load(configuration);
        GenerationNotes? notes;
        try
        {
            notes = PinNext(next, configuration);
        }
        catch
        {
            next.Dispose();
            throw;
        }

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
            notes?.Dispose();
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

            return new RetiredPrograms(next, _last, refusal);
        }

        (_loaded, _cpus, _number) = (next, cpus, _last);
        TakeNotes(notes);
        return new RetiredPrograms(former, formerNumber);
    }

    /// <summary>Goes on with what programs counted that are on the NIC no more, and forgets them. A grace period must have passed.</summary>
    /// <exception cref="BpfException">What is pinned cannot be written.</exception>
    public void Carry(RetiredPrograms retired)
    {
        for (var direction = NmDirection.Rx; direction <= NmDirection.Tx; direction++)
        {
            for (var bank = 0; bank < (int)NmLimit.Banks; bank++)
            {
                retired.Sum(direction, bank, out var counted);
                NmCounters.Add(ref _carried[(int)direction], ref counted);
            }
        }

        WriteCarried(retired.Number);
        _pins?.Remove(retired.Number);
    }

    /// <summary>Takes the programs off the NIC, and leaves a clsact qdisc where it is. Packets under way may be counted until a grace
    /// period is over.</summary>
    public void Detach()
    {
        _isDetached = true;
        foreach (var attached in _attached)
        {
            attached.Dispose();
        }

        _attached.Clear();
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (IsPinned && !_isDetached)
        {
            Leave();
        }
        else
        {
            Detach();
            _pins?.RemoveAll();
        }

        _notes?.Dispose();
        _loaded?.Dispose();
    }

    private static string ProgramOn(Hook hook) => hook switch
    {
        Hook.Xdp or Hook.GenericXdp => NmNames.XdpProgram,
        Hook.TcxIngress or Hook.ClsactIngress => NmNames.IngressProgram,
        _ => NmNames.EgressProgram,
    };

    /// <summary>One program for each direction.</summary>
    /// <param name="present">Those hooks that have one already.</param>
    private void AttachMissing(IReadOnlyCollection<Hook> present)
    {
        switch (_mode)
        {
            case NicMode.NativeXdp or NicMode.GenericXdp:
                Link(_mode == NicMode.NativeXdp ? Hook.Xdp : Hook.GenericXdp);
                if (!present.Contains(Hook.ClsactEgress))
                {
                    AttachEgress();
                }

                break;
            case NicMode.Tcx:
                Link(Hook.TcxIngress);
                Link(Hook.TcxEgress);
                break;
            case NicMode.Clsact:
                _clsacts.Ensure(_ifindex);
                Filter(Hook.ClsactIngress);
                Filter(Hook.ClsactEgress);
                break;
            default:
                throw new InvalidOperationException($"there is no mode {_mode}");
        }

        void Link(Hook hook)
        {
            if (!present.Contains(hook))
            {
                AttachLink(hook);
            }
        }

        void Filter(Hook hook)
        {
            if (!present.Contains(hook))
            {
                AttachFilter(hook);
            }
        }

        void AttachEgress()
        {
            try
            {
                Link(Hook.TcxEgress);
            }
            catch (BpfException refusal) when (refusal.Errno == Errno.EINVAL)
            {
                // Before Linux 6.6 there is no TCX.
                _clsacts.Ensure(_ifindex);
                Filter(Hook.ClsactEgress);
            }
        }
    }

    private void AttachLink(Hook hook)
    {
        var link = BpfLink.Attach(hook, Programs.Descriptor(ProgramOn(hook)), _ifindex, _interfaceName);
        _attached.Add(link);
        if (_pins is not null)
        {
            link.Pin(_pins.PathOf(hook));
        }
    }

    private void AttachFilter(Hook hook) =>
        _attached.Add(ClsactFilter.Attach(hook, Programs.Descriptor(ProgramOn(hook)), _ifindex, _interfaceName));
}
