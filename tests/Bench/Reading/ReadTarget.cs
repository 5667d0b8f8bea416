using System.Diagnostics;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Host;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Readers;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Bench.Reading;

/// <summary>A table of the product's object, attached to nothing, and everything of the agent that a window passes through.</summary>
internal sealed class ReadTarget : IDisposable
{
    private const int Ring = 1 << 20;
    private const ulong PacketBytes = 100;

    private readonly NicPrograms _programs;
    private readonly JiffiesClock _clock;
    private readonly JiffiesSource _jiffies = JiffiesSource.Load();
    private readonly BpfFlowReader _reader;
    private readonly FlowBook _book;
    private readonly HostSnapshotBoard _board = new();
    private readonly NmFlow[] _flows;
    private readonly int[] _places;
    private readonly NmCounters[,] _counted = new NmCounters[(int)NmLimit.Directions, (int)NmLimit.Banks];

    /// <summary>Larger than the caches: the slots were written while packets came, not just now.</summary>
    private readonly long[] _otherMemory = new long[64 << 17];

    public ReadTarget(int slots, int flows, int capacity)
    {
        var size = FlowTableSizes.For(slots, KernelProbe.OnlineCpuCount(), Ring);
        _programs = NicPrograms.Load(ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, size, NmNames.IngressProgram);
        _clock = JiffiesClock.Open();
        _reader = new BpfFlowReader(new FlowBanks(_programs.Flows!), _clock.Read, TimeSpan.Zero);
        _book = new FlowBook(new FlowLedgerSettings(capacity, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(15)), seed: 42);
        var random = new Random(7);
        _flows = [.. Enumerable.Range(0, flows).Select(flow => FlowOf(flow, random))];
        _places = [.. Enumerable.Range(0, _programs.Flows!.Slots(0).Length)];
        random.Shuffle(_places);
        Array.Resize(ref _places, flows);
    }

    /// <summary>What packets of all flows leave behind in the open bank, and the closing of that bank.</summary>
    public int Fill()
    {
        var bank = _programs.ActiveBank;
        var slots = _programs.Flows!.Slots(bank);
        var now = _jiffies.Read().Jiffies;
        for (var flow = 0; flow < _flows.Length; flow++)
        {
            _flows[flow].First = _flows[flow].Last = now;
            slots[_places[flow]] = _flows[flow];
        }

        ref var counters = ref _programs.Counters[NmCounters.SlotOf(0, NmDirection.Rx, bank)];
        Count(ref counters.Total);
        Count(ref counters.Classes[(int)NmClass.V4 + (int)NmProtocol.Udp]);
        _ = _programs.CloseBank();
        for (var line = 0; line < _otherMemory.Length; line += 8)
        {
            _otherMemory[line]++;
        }

        return bank;
    }

    /// <summary>Milliseconds: the counters, the flows, the ledger, the snapshot.</summary>
    public (double Counters, double Take, double Fold, double Publish) Read(int bank)
    {
        var closedAt = new MonotonicTime(Stopwatch.GetTimestamp());
        var start = Stopwatch.GetTimestamp();
        _programs.Sum(NmDirection.Rx, bank, out _counted[(int)NmDirection.Rx, bank]);
        _programs.Sum(NmDirection.Tx, bank, out _counted[(int)NmDirection.Tx, bank]);
        _ = new TrafficCounters(
            CounterDecoder.Decode(ref _counted[0, 0], ref _counted[0, 1]), CounterDecoder.Decode(ref _counted[1, 0], ref _counted[1, 1]));
        var summed = Stopwatch.GetTimestamp();
        var window = _reader.Take("eth0", bank, closedAt, _counted);
        var taken = Stopwatch.GetTimestamp();
        if (window is not null)
        {
            Check(window);
            _book.Fold(new FlowsRead(window));
        }

        var folded = Stopwatch.GetTimestamp();
        _board.Publish(_board.Current.Viewed(_book.View(closedAt)));
        var published = Stopwatch.GetTimestamp();
        return (Milliseconds(start, summed), Milliseconds(summed, taken), Milliseconds(taken, folded), Milliseconds(folded, published));
    }

    public void Dispose()
    {
        _programs.Dispose();
        _clock.Dispose();
        _jiffies.Dispose();
    }

    private void Count(ref NmCounter counter)
    {
        counter.Packets += (ulong)_flows.Length;
        counter.Bytes += (ulong)_flows.Length * PacketBytes;
    }

    /// <summary>A figure of something that does not add up would be worth nothing.</summary>
    private void Check(FlowWindow window)
    {
        if (window.Flows.Length != _flows.Length || window.Rx.Total.Packets != (ulong)_flows.Length)
        {
            throw new InvalidOperationException($"{window.Flows.Length} flows and {window.Rx.Total.Packets} packets of {_flows.Length}");
        }
    }

    private static NmFlow FlowOf(int number, Random random)
    {
        var flow = new NmFlow { Packets = 1, Bytes = PacketBytes, IpBytes = PacketBytes - 14, Smallest = (ushort)PacketBytes, Largest = (ushort)PacketBytes };
        flow.Key.Protocol = 17;
        flow.Key.Version = 4;
        Address(ref flow.Key.Source, random.Next());
        Address(ref flow.Key.Destination, number);
        flow.Key.SourcePort = (ushort)random.Next(1024, 65536);
        flow.Key.DestinationPort = (ushort)random.Next(1024, 65536);
        return flow;
    }

    private static void Address(ref NmFlowKey.Address address, int number)
    {
        address[10] = address[11] = 0xff;
        _ = BitConverter.TryWriteBytes(((Span<byte>)address)[12..], number);
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
