using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Sends frames one by one through a program, attached to nothing, and checks the books after each.</summary>
internal sealed class FrameLedger : IDisposable
{
    /// <summary>A test run's buffer is a page without the room in front of the frame and behind it; less on no machine.</summary>
    private const ulong FirstBuffer = 3000;

    /// <summary>Small enough that flows give way, and that the ring is full at times.</summary>
    private static readonly FlowTableSize SmallTable = new(256, 1 << 14);

    private readonly NicPrograms _programs;
    private readonly int _descriptor;
    private readonly int _verdict;
    private readonly NmDirection _direction;
    private readonly bool _isXdp;
    private (ulong Packets, ulong Bytes) _inFlows;

    public FrameLedger(string program, bool flows)
    {
        _programs = NicPrograms.Load(ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, flows ? SmallTable : null, program);
        _descriptor = _programs.Descriptor(program);
        _isXdp = program == NmNames.XdpProgram;
        _verdict = _isXdp ? 2 : -1;
        _direction = program == NmNames.EgressProgram ? NmDirection.Tx : NmDirection.Rx;
        for (var cpu = 0; flows && cpu < _programs.PossibleCpus; cpu++)
        {
            // One writer at a time: this thread, wherever it runs.
            _programs.Flows!.Give(cpu, 0);
        }

        Longest = LongestThatRuns();
    }

    /// <summary>The longest frame that this kernel's test run takes, up to 9,000 bytes.</summary>
    public int Longest { get; }

    /// <summary>Frames whose bytes behind the first buffer are not counted: those that say that their IP packet ends before.</summary>
    public int Understated { get; private set; }

    public (ulong Packets, ulong Bytes) Total => TotalOf(_direction);

    /// <summary>BPF_PROG_TEST_RUN makes no packet for TC of a frame that announces IP right behind Ethernet and holds less than its header.
    /// </summary>
    public bool Takes(byte[] frame) => frame.Length <= Longest && (_isXdp || (frame[12], frame[13]) switch
    {
        (0x08, 0x00) => frame.Length >= 14 + 20,
        (0x86, 0xdd) => frame.Length >= 14 + 40,
        _ => true,
    });

    /// <summary>Null when the frame was counted once, with all its bytes, in one class, and left to others.</summary>
    public string? FaultOf(byte[] frame)
    {
        var (before, other) = (Total, TotalOf(1 - _direction));
        var run = ProgramRun.Of(_descriptor, frame);
        var (after, classes) = (Total, Classes());
        if (run.Verdict != _verdict)
        {
            return $"it decided: {run.Verdict}";
        }

        var bytes = after.Bytes - before.Bytes;
        if (_isXdp && bytes < (ulong)frame.Length && bytes >= FirstBuffer)
        {
            Understated++;
            bytes = (ulong)frame.Length;
        }

        return (after.Packets - before.Packets, bytes) != (1, (ulong)frame.Length) ? $"counted as {after.Packets - before.Packets} packets of {bytes} bytes"
            : classes != after ? $"the classes are {classes}, the total {after}"
            : TotalOf(1 - _direction) != other ? "counted in the other direction too"
            : null;
    }

    /// <summary>Takes what is in the table and in the ring; null when that, the overflow and what has no flow are the total.</summary>
    public string? FaultOfFlows()
    {
        if (_programs.Flows is not { } table)
        {
            return null;
        }

        var taker = new Taker();
        table.Take(_programs.ActiveBank, taker);
        _ = table.Evictions.DrainTo(
            table.Evictions.Position, taker, static (Taker to, ref readonly NmEviction eviction) => to.Take((int)eviction.Bank, in eviction.Flow));
        _inFlows = (_inFlows.Packets + taker.Taken.Packets, _inFlows.Bytes + taker.Taken.Bytes);
        _programs.Sum(_direction, _programs.ActiveBank, out var counters);
        var (overflow, without) = ((Packets: 0ul, Bytes: 0ul), (Packets: 0ul, Bytes: 0ul));
        for (var index = 0; index < (int)NmClass.Classes; index++)
        {
            overflow = Sum(overflow, counters.Overflow[index]);
            if (index >= (int)NmClass.Arp || index % (int)NmProtocol.Protocols == (int)NmProtocol.Malformed)
            {
                without = Sum(without, counters.Classes[index]);
            }
        }

        Overflowed = overflow.Packets;
        var all = (_inFlows.Packets + overflow.Packets + without.Packets, _inFlows.Bytes + overflow.Bytes + without.Bytes);
        return all == Total ? null : $"{_inFlows} in flows, {overflow} in no flow, {without} without one: not {Total}";
    }

    public ulong Overflowed { get; private set; }

    public ulong InFlows => _inFlows.Packets;

    public void Dispose() => _programs.Dispose();

    private static (ulong Packets, ulong Bytes) Sum((ulong Packets, ulong Bytes) left, NmCounter right) => (left.Packets + right.Packets, left.Bytes + right.Bytes);

    private int LongestThatRuns()
    {
        var (runs, refused) = (1514, 9001);
        while (refused - runs > 1)
        {
            var length = (runs + refused) / 2;
            try
            {
                _ = ProgramRun.Of(_descriptor, new byte[length]);
                runs = length;
            }
            catch (BpfException refusal) when (refusal.Errno is Errno.EINVAL or Errno.ENOMEM)
            {
                refused = length;
            }
        }

        _ = FaultOfFlows();
        return runs;
    }

    private (ulong Packets, ulong Bytes) TotalOf(NmDirection direction)
    {
        var sum = (Packets: 0ul, Bytes: 0ul);
        for (var cpu = 0; cpu < _programs.PossibleCpus; cpu++)
        {
            sum = Sum(sum, _programs.Counters[NmCounters.SlotOf(cpu, direction, _programs.ActiveBank)].Total);
        }

        return sum;
    }

    private (ulong Packets, ulong Bytes) Classes()
    {
        var sum = (Packets: 0ul, Bytes: 0ul);
        for (var cpu = 0; cpu < _programs.PossibleCpus; cpu++)
        {
            foreach (ref readonly var count in _programs.Counters[NmCounters.SlotOf(cpu, _direction, _programs.ActiveBank)].Classes)
            {
                sum = Sum(sum, count);
            }
        }

        return sum;
    }

    private sealed class Taker : IFlowTaker
    {
        public (ulong Packets, ulong Bytes) Taken { get; private set; }

        public void Take(int bank, ref readonly NmFlow flow) => Taken = (Taken.Packets + flow.Packets, Taken.Bytes + flow.Bytes);
    }
}
