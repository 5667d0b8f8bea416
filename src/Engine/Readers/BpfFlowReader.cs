using System.Diagnostics;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>Takes one NIC's flows bank by bank. What a window's account says is what its bank counted since its flows were last taken, so the two
/// agree whenever that is.</summary>
/// <remarks>A bank that is closed without being taken counts on when it is opened again. The ring holds flows of both banks: those of the bank
/// that is open are kept until it is closed.</remarks>
internal sealed class BpfFlowReader : IFlowTaker
{
    private const int Banks = (int)NmLimit.Banks;
    private const int MostPatience = 1000;

    private readonly IFlowBanks _kernel;
    private readonly Func<JiffiesScale> _clock;
    private readonly TimeSpan _window;
    private readonly FlowWindowBuilder[] _builders = [new(), new()];
    private readonly MonotonicTime?[] _takenAt = new MonotonicTime?[Banks];

    /// <summary>By direction and bank, as of when its flows were last taken.</summary>
    private readonly NmCounters[,] _taken = new NmCounters[(int)NmLimit.Directions, Banks];

    private JiffiesScale _scale;
    private int _closedBank;
    private long _closedAt;
    private long _now;

    public BpfFlowReader(IFlowBanks kernel, Func<JiffiesScale> clock, TimeSpan window)
    {
        _kernel = kernel;
        _clock = clock;
        _window = window;
    }

    /// <param name="bank">Without a writer since it was closed.</param>
    /// <param name="counted">By direction and bank, as of now.</param>
    /// <returns>Null where it is too early, where nothing was counted, and in the rare case that a program is in the way: see <see cref="IFlowBanks.DrainEvictions"/>.
    /// What is not taken now is taken later.</returns>
    public FlowWindow? Take(string nic, int bank, MonotonicTime closedAt, NmCounters[,] counted)
    {
        if (!HasCounted(bank, counted) || (_takenAt[bank] is { } before && closedAt - before < _window))
        {
            return null;
        }

        if (HasFlows(bank, counted))
        {
            Begin(bank, closedAt);
            if (!Drain())
            {
                return null;
            }

            _kernel.TakeFlows(bank, this);
        }

        _takenAt[bank] = closedAt;
        return _builders[bank].Close(nic, closedAt, Account(NmDirection.Rx, bank, counted), Account(NmDirection.Tx, bank, counted));
    }

    /// <summary>All of both banks, when neither has a writer any more.</summary>
    public FlowWindow? TakeRest(string nic, MonotonicTime closedAt, NmCounters[,] counted)
    {
        if (!HasCounted(0, counted) && !HasCounted(1, counted))
        {
            return null;
        }

        Begin(1, closedAt);
        _ = Drain();
        _kernel.TakeFlows(1, this);
        Begin(0, closedAt);
        _kernel.TakeFlows(0, this);
        var rx = Account(NmDirection.Rx, 0, counted) + Account(NmDirection.Rx, 1, counted);
        var tx = Account(NmDirection.Tx, 0, counted) + Account(NmDirection.Tx, 1, counted);
        using var other = _builders[1].Close(nic, closedAt, FlowAccount.Empty, FlowAccount.Empty);
        foreach (ref readonly var flow in other.Flows)
        {
            _builders[0].Add(flow.Direction, flow.Key, flow.Counts);
        }

        return _builders[0].Close(nic, closedAt, rx, tx);
    }

    void IFlowTaker.Take(int bank, ref readonly NmFlow flow) => _builders[bank].Add(
        FlowDecoder.DirectionOf(in flow.Key), FlowDecoder.Key(in flow.Key), FlowDecoder.Counts(in flow, in _scale, bank == _closedBank ? _closedAt : _now));

    private void Begin(int bank, MonotonicTime closedAt)
    {
        _scale = _clock();
        (_closedBank, _closedAt, _now) = (bank, closedAt.Nanoseconds, Stopwatch.GetTimestamp());
    }

    /// <summary>A program writes its flow in less than a microsecond, and is not interrupted but by the machine below.</summary>
    private bool Drain()
    {
        for (var patience = 0; patience < MostPatience; patience++)
        {
            if (_kernel.DrainEvictions(this))
            {
                return true;
            }

            Thread.SpinWait(patience);
        }

        return false;
    }

    private bool HasCounted(int bank, NmCounters[,] counted) =>
        IsNew(ref counted[(int)NmDirection.Rx, bank].Total, ref _taken[(int)NmDirection.Rx, bank].Total)
        || IsNew(ref counted[(int)NmDirection.Tx, bank].Total, ref _taken[(int)NmDirection.Tx, bank].Total);

    /// <summary>Without it the table is all free, and need not be looked at.</summary>
    private bool HasFlows(int bank, NmCounters[,] counted) =>
        CounterDecoder.HaveFlows(in counted[(int)NmDirection.Rx, bank], in _taken[(int)NmDirection.Rx, bank])
        || CounterDecoder.HaveFlows(in counted[(int)NmDirection.Tx, bank], in _taken[(int)NmDirection.Tx, bank]);

    private FlowAccount Account(NmDirection direction, int bank, NmCounters[,] counted)
    {
        ref var now = ref counted[(int)direction, bank];
        ref var taken = ref _taken[(int)direction, bank];
        var account = CounterDecoder.Account(in now, in taken);
        taken = now;
        return account;
    }

    private static bool IsNew(ref readonly NmCounter now, ref readonly NmCounter before) => now.Packets != before.Packets;
}
