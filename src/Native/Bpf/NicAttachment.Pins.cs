using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Bpf;

public sealed partial class NicAttachment
{
    /// <summary>By direction: what generations counted that these took the place of when they were attached, and nobody took as flows.</summary>
    private readonly NmCounters[] _untold = new NmCounters[(int)NmLimit.Directions];

    private NicPins? _pins;
    private GenerationNotes? _notes;
    private bool _isDetached;
    private bool _isDisposed;

    /// <summary>Made by this call to <see cref="Attach"/>, and to be undone where it fails.</summary>
    private int? _madeNow;

    /// <summary>Whether the programs stay when this process ends.</summary>
    public bool IsPinned => _pins is not null;

    /// <summary>Whether a former process, or a former actor of this one, counted in this account before.</summary>
    public bool IsAdopted { get; private set; }

    /// <summary>The account's name; null where nothing outlives this process, and whoever attaches names it.</summary>
    public long? Account { get; private set; }

    /// <summary>The kernel's counters when the account began, or began again after a gap; null where nothing is pinned.</summary>
    public LinkStatistics? KernelAtAttach { get; private set; }

    /// <summary>The same from before anything was attached; null also where the account began again after a gap, before which it had counted something.</summary>
    public LinkStatistics? KernelBeforeAttach { get; private set; }

    /// <summary>What each bank had counted when its flows were last taken; null where nothing is pinned.</summary>
    public FlowMarks? Marks => _notes?.Marks;

    /// <summary>What was counted by programs that these took the place of when they were attached, and will never be in a flow.</summary>
    public void Untold(NmDirection direction, out NmCounters sum) => sum = _untold[(int)direction];

    /// <summary>Lets go of what is pinned: it counts on.</summary>
    public void Leave()
    {
        foreach (var attached in _attached)
        {
            attached.Leave();
        }

        _attached.Clear();
    }

    /// <summary>Goes on with what is pinned of this NIC, or begins an account. Every step leaves something that the next process can go on with.</summary>
    private void GoOn(FlowTableSize? flows, PinRequest request)
    {
        _pins = request.Folder.Of(_ifindex);
        var generations = _pins.Generations(fault => request.Note($"{_interfaceName}: {fault.Message}; what it counted is lost"));
        try
        {
            var present = Present(request, ref generations);
            var standing = Standing(generations);
            _last = generations.SelectMany(one => new[] { one.Number, one.Through }).Append(_pins.LastNumber).Max();
            var newest = standing.LastOrDefault();
            if (_mode == NicMode.Clsact)
            {
                _clsacts.Ensure(_ifindex);
            }

            if (newest?.About.MadeClsact == true)
            {
                _clsacts.Claim(_ifindex);
            }

            IsAdopted = newest is not null;
            Begin(_configure(flows), newest, request);
            var hadMissing = Switch(present);
            Carry(standing.Where(one => one.Number != _number).ToList(), request);
            _pins.RemoveOthers(_number);
            if (hadMissing)
            {
                NoteKernel(request);
            }

            (Account, KernelAtAttach, KernelBeforeAttach) = (_notes!.About.Account, _notes.About.Kernel, _notes.About.Before);
            _madeNow = null;
        }
        finally
        {
            foreach (var generation in generations)
            {
                generation.Dispose();
            }
        }
    }

    /// <summary>What is on the NIC of ours. Removes what is not: pins of links that hang on no device or another one, and all of a device that is gone.</summary>
    private List<IAttached> Present(PinRequest request, ref IReadOnlyList<PinnedGeneration> generations)
    {
        var links = _pins!.Links(_ifindex, _interfaceName);
        var living = links.Where(link => link.Ifindex == _ifindex).ToList<IAttached>();
        foreach (var severed in links.Where(link => link.Ifindex != _ifindex))
        {
            severed.Dispose();
        }

        var programs = generations.SelectMany(generation => generation.ProgramIds).ToHashSet();
        living.AddRange(new[] { Hook.ClsactIngress, Hook.ClsactEgress }
            .Select(hook => ClsactFilter.Find(hook, _ifindex, _interfaceName, programs)).OfType<IAttached>());
        if (living.Count == 0 && generations.Count > 0)
        {
            _ = request.Links.TryReadStatistics(_ifindex, out var kernel);
            if (!generations[^1].About.MayBe(request.Nic, in kernel))
            {
                request.Note($"{_interfaceName}: what is pinned under its index is of another device ({generations[^1].About.Nic.Name}), and is removed");
                foreach (var generation in generations)
                {
                    generation.Dispose();
                }

                _pins.RemoveAll();
                generations = [];
            }
        }

        return living;
    }

    /// <summary>Those generations that stand for themselves, ascending; the others are removed.</summary>
    private List<PinnedGeneration> Standing(IReadOnlyList<PinnedGeneration> generations)
    {
        var uncovered = Coverage.Uncovered([.. generations.Select(one => (one.Number, one.Through))]);
        foreach (var covered in generations.Where(one => !uncovered.Contains(one.Number)))
        {
            _pins!.Remove(covered.Number);
        }

        return [.. generations.Where(one => uncovered.Contains(one.Number))];
    }

    /// <summary>The programs to go on with: those that are pinned where they are the same, else new ones, pinned.</summary>
    private void Begin(NicConfiguration configuration, PinnedGeneration? newest, PinRequest request)
    {
        if (newest is not null && newest.About.Digest == configuration.Digest && newest.IsWhole())
        {
            _loaded = NicPrograms.Adopt(configuration, _pins!.PathOf(newest.Number));
            _notes = GenerationNotes.Open(_pins.PathOf(newest.Number));
            _number = newest.Number;
            (_carried[(int)NmDirection.Rx], _carried[(int)NmDirection.Tx]) = (_notes.Carried.Rx, _notes.Carried.Tx);
            return;
        }

        _ = request.Links.TryReadStatistics(_ifindex, out var kernel);
        var about = newest?.About ?? new PinAbout(
            NicPrograms.AbiVersion, "", request.Nic, _mode, request.Account, DateTimeOffset.UtcNow.ToUnixTimeSeconds(), kernel, kernel, HasFlows: false, MadeClsact: false, request.Reason, "");
        _loaded = NicPrograms.Load(configuration);
        _notes = _pins!.Pin(
            _loaded,
            about with
            {
                Abi = NicPrograms.AbiVersion,
                Digest = configuration.Digest,
                Nic = request.Nic,
                Mode = _mode,
                HasFlows = configuration.Flows is not null,
                MadeClsact = _clsacts.Made(_ifindex),
                Reason = request.Reason,
            },
            ++_last);
        (_number, _madeNow) = (_last, _last);
    }

    /// <summary>Puts our programs on every hook of this mode, in place of those that are there.</summary>
    /// <returns>Whether one was missing.</returns>
    private bool Switch(List<IAttached> present)
    {
        var kept = present.Where(one => Belongs(one.Hook)).ToList();

        // Before others are attached in their place: a packet between is in "uncounted" rather than counted twice.
        foreach (var foreign in present.Except(kept))
        {
            foreign.Dispose();
        }

        var hooks = kept.Select(one => one.Hook).ToList();
        _attached.AddRange(kept);
        var before = _attached.Count;
        AttachMissing(hooks);
        foreach (var one in kept)
        {
            var program = Programs.Descriptor(ProgramOn(one.Hook));
            if (one.ProgramId != ObjectInfo.Of(program).Id)
            {
                one.Replace(program);
            }
        }

        return _attached.Count > before;
    }

    private bool Belongs(Hook hook) => _mode switch
    {
        NicMode.NativeXdp => hook is Hook.Xdp or Hook.TcxEgress or Hook.ClsactEgress,
        NicMode.GenericXdp => hook is Hook.GenericXdp or Hook.TcxEgress or Hook.ClsactEgress,
        NicMode.Tcx => hook is Hook.TcxIngress or Hook.TcxEgress,
        _ => hook is Hook.ClsactIngress or Hook.ClsactEgress,
    };

    /// <summary>Goes on with the totals of generations that count no more.</summary>
    private void Carry(List<PinnedGeneration> former, PinRequest request)
    {
        if (former.Count == 0)
        {
            return;
        }

        request.Grace.Wait();
        foreach (var generation in former)
        {
            for (var direction = NmDirection.Rx; direction <= NmDirection.Tx; direction++)
            {
                var total = generation.Total(direction);
                NmCounters.Add(ref _carried[(int)direction], ref total);
                if (generation.About.HasFlows)
                {
                    var untold = generation.Untold(direction);
                    NmCounters.Add(ref _untold[(int)direction], ref untold);
                }
            }
        }

        WriteCarried(former.Max(generation => generation.Number));
        foreach (var generation in former)
        {
            _pins!.Remove(generation.Number);
        }
    }

    /// <summary>In one write: from then on the others count for nothing.</summary>
    private void WriteCarried(int through)
    {
        if (_notes is { } notes)
        {
            notes.Carried = new Carried
            {
                Through = Math.Max((ulong)through, notes.Carried.Through),
                Rx = _carried[(int)NmDirection.Rx],
                Tx = _carried[(int)NmDirection.Tx],
            };
        }
    }

    /// <summary>After the attach: packets between the two are counted twice in "uncounted", never not at all.</summary>
    private void NoteKernel(PinRequest request)
    {
        if (request.Links.TryReadStatistics(_ifindex, out var kernel))
        {
            _notes!.About = _notes.About with { Kernel = kernel, Before = IsAdopted ? null : _notes.About.Before };
        }
    }

    private GenerationNotes? PinNext(NicPrograms next, NicConfiguration configuration)
    {
        _last++;
        return _pins?.Pin(next, _notes!.About with { Digest = configuration.Digest, HasFlows = configuration.Flows is not null }, _last);
    }

    private void TakeNotes(GenerationNotes? notes)
    {
        _notes?.Dispose();
        _notes = notes;
    }

    /// <summary>After a failed attachment: what was there before stays, with whatever was counted; what was made now and has counted nothing goes.</summary>
    private void Abandon()
    {
        if (_pins is { } pins && _madeNow is { } made)
        {
            var isAlone = !IsAdopted;
            if (isAlone || HasCountedNothing())
            {
                pins.Remove(made);
            }

            if (isAlone)
            {
                // Dispose() takes it all off.
                _isDetached = true;
            }
        }

        Dispose();
    }

    private bool HasCountedNothing()
    {
        var counted = 0ul;
        for (var direction = NmDirection.Rx; _loaded is not null && direction <= NmDirection.Tx; direction++)
        {
            for (var bank = 0; bank < (int)NmLimit.Banks; bank++)
            {
                _loaded.Sum(direction, bank, out var sum);
                counted += sum.Total.Packets;
            }
        }

        return counted == 0;
    }
}
