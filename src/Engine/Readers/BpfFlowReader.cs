using System.Diagnostics;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;

namespace NetMonitor.Engine.Readers;

/// <summary>Takes one NIC's flows bank by bank. What a window's account says is what its bank counted since its flows were last taken, so the two
/// agree whenever that is.</summary>
/// <remarks>A bank that is closed without being taken counts on when it is opened again. The ring holds flows of both banks: those of the bank
/// that is open are kept until it is closed.</remarks>
internal sealed class BpfFlowReader : IFlowTaker
{
    private const int Banks = (int)NmLimit.Banks;
    private const int MostPatience = 1000;

    /// <summary>A NIC on which nothing happens says so, so that it is known from the start and its account is not forgotten.</summary>
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(10);

    private readonly Func<JiffiesScale> _clock;
    private readonly TimeSpan _window;
    private readonly FlowWindowBuilder[] _builders = [new(), new()];
    private readonly MonotonicTime?[] _takenAt = new MonotonicTime?[Banks];

    /// <summary>By direction and bank, as of when its flows were last taken.</summary>
    private readonly NmCounters[,] _taken = new NmCounters[(int)NmLimit.Directions, Banks];

    /// <summary>By bank: of programs that are no more, with flows that are in the builders already.</summary>
    private readonly FlowAccount[] _carriedRx = [FlowAccount.Empty, FlowAccount.Empty];
    private readonly FlowAccount[] _carriedTx = [FlowAccount.Empty, FlowAccount.Empty];

    /// <summary>By bank: counted by a process before this one, which may have had some of its flows with it when it ended.</summary>
    private readonly bool[] _hasRest = new bool[Banks];

    private IFlowBanks? _kernel;
    private FlowMarks? _marks;
    private MonotonicTime? _toldAt;
    private JiffiesScale _scale;
    private int _closedBank;
    private long _closedAt;
    private long _now;

    /// <param name="kernel">Null while no flows are counted.</param>
    /// <param name="marks">Where to remember what was taken; null where nobody comes after.</param>
    public BpfFlowReader(IFlowBanks? kernel, Func<JiffiesScale> clock, TimeSpan window, FlowMarks? marks = null)
    {
        _kernel = kernel;
        _marks = marks;
        _clock = clock;
        _window = window;
    }

    /// <summary>Goes on where another reader stopped at any moment: the first window of each bank has what flows are still there, and the rest as overflow.</summary>
    /// <param name="untoldRx">What programs counted that are no more, and nobody took as flows.</param>
    /// <param name="untoldTx">As <paramref name="untoldRx"/>.</param>
    public void Adopt(ref readonly NmCounters untoldRx, ref readonly NmCounters untoldTx)
    {
        _marks?.Read(_taken);
        Array.Fill(_hasRest, true);
        var nothing = default(NmCounters);
        if (IsNew(in untoldRx.Total, in nothing.Total) || IsNew(in untoldTx.Total, in nothing.Total))
        {
            _carriedRx[0] += CounterDecoder.Account(in untoldRx, in nothing);
            _carriedTx[0] += CounterDecoder.Account(in untoldTx, in nothing);
        }
    }

    /// <param name="bank">Without a writer since it was closed.</param>
    /// <param name="counted">By direction and bank, as of now.</param>
    /// <returns>Null where it is too early, where nothing was counted for less than ten seconds, and in the rare case that a program is in the way: see <see cref="IFlowBanks.DrainEvictions"/>.
    /// What is not taken now is taken later.</returns>
    public FlowWindow? Take(string nic, int bank, MonotonicTime closedAt, NmCounters[,] counted)
    {
        var hasNews = HasNews(bank, counted);
        if ((!hasNews && !WasSilent(closedAt)) || (_takenAt[bank] is { } before && closedAt - before < _window))
        {
            return null;
        }

        if (_kernel is not null && HasFlows(bank, counted))
        {
            Begin(bank, closedAt);
            if (!Drain(_kernel))
            {
                return null;
            }

            _kernel.TakeFlows(bank, this);
        }

        (_takenAt[bank], _toldAt) = (closedAt, closedAt);
        var (rx, tx) = hasNews ? Accounts(bank, counted) : (FlowAccount.Empty, FlowAccount.Empty);
        _marks?.Write(_taken);
        return _builders[bank].Close(nic, closedAt, rx, tx, RestOf(bank));
    }

    /// <summary>All of both banks, when neither has a writer any more.</summary>
    public FlowWindow? TakeRest(string nic, MonotonicTime closedAt, NmCounters[,] counted)
    {
        if (!HasNews(0, counted) && !HasNews(1, counted))
        {
            return null;
        }

        TakeBoth(_kernel, closedAt);
        var (rx, tx) = Accounts(0, counted);
        var (otherRx, otherTx) = Accounts(1, counted);
        using var other = _builders[1].Close(nic, closedAt, FlowAccount.Empty, FlowAccount.Empty);
        foreach (ref readonly var flow in other.Flows)
        {
            _builders[0].Add(flow.Direction, flow.Key, flow.Counts);
        }

        return _builders[0].Close(nic, closedAt, rx + otherRx, tx + otherTx, RestOf(0) ?? RestOf(1));
    }

    /// <summary>Keeps what programs have that are on the NIC no more, until their bank's turn comes. Neither of theirs has a writer.</summary>
    /// <param name="retired">Null where they counted no flows.</param>
    /// <param name="counted">Theirs, by direction and bank.</param>
    /// <param name="wereOurs">False for programs of which nothing was taken before.</param>
    public void Carry(IFlowBanks? retired, NmCounters[,] counted, bool wereOurs)
    {
        if (retired is null)
        {
            return;
        }

        TakeBoth(retired, new MonotonicTime(Stopwatch.GetTimestamp()));
        for (var bank = 0; bank < Banks; bank++)
        {
            var nothing = default(NmCounters);
            ref var rx = ref wereOurs ? ref _taken[(int)NmDirection.Rx, bank] : ref nothing;
            ref var tx = ref wereOurs ? ref _taken[(int)NmDirection.Tx, bank] : ref nothing;
            if (IsNew(ref counted[(int)NmDirection.Rx, bank].Total, ref rx.Total) || IsNew(ref counted[(int)NmDirection.Tx, bank].Total, ref tx.Total))
            {
                _carriedRx[bank] += CounterDecoder.Account(ref counted[(int)NmDirection.Rx, bank], ref rx);
                _carriedTx[bank] += CounterDecoder.Account(ref counted[(int)NmDirection.Tx, bank], ref tx);
            }
        }
    }

    /// <summary>Goes on with programs that begin to count from zero.</summary>
    /// <param name="kernel">Null where they count no flows.</param>
    /// <param name="marks">Theirs.</param>
    public void Continue(IFlowBanks? kernel, FlowMarks? marks = null)
    {
        _kernel = kernel;
        _marks = marks;
        Array.Clear(_taken);
    }

    void IFlowTaker.Take(int bank, ref readonly NmFlow flow) => _builders[bank].Add(
        FlowDecoder.DirectionOf(in flow.Key), FlowDecoder.Key(in flow.Key), FlowDecoder.Counts(in flow, in _scale, bank == _closedBank ? _closedAt : _now));

    private void Begin(int bank, MonotonicTime closedAt)
    {
        _scale = _clock();
        (_closedBank, _closedAt, _now) = (bank, closedAt.Nanoseconds, Stopwatch.GetTimestamp());
    }

    /// <summary>A program writes its flow in less than a microsecond, and is not interrupted but by the machine below.</summary>
    private bool Drain(IFlowBanks kernel)
    {
        for (var patience = 0; patience < MostPatience; patience++)
        {
            if (kernel.DrainEvictions(this))
            {
                return true;
            }

            Thread.SpinWait(patience);
        }

        return false;
    }

    private void TakeBoth(IFlowBanks? kernel, MonotonicTime closedAt)
    {
        for (var bank = 0; bank < Banks && kernel is not null; bank++)
        {
            Begin(bank, closedAt);
            _ = Drain(kernel);
            kernel.TakeFlows(bank, this);
        }
    }

    private bool HasNews(int bank, NmCounters[,] counted) =>
        !ReferenceEquals(_carriedRx[bank], FlowAccount.Empty) || (_kernel is not null && HasCounted(bank, counted));

    private bool HasCounted(int bank, NmCounters[,] counted) =>
        IsNew(ref counted[(int)NmDirection.Rx, bank].Total, ref _taken[(int)NmDirection.Rx, bank].Total)
        || IsNew(ref counted[(int)NmDirection.Tx, bank].Total, ref _taken[(int)NmDirection.Tx, bank].Total);

    private bool WasSilent(MonotonicTime closedAt) => _kernel is not null && (_toldAt is not { } before || closedAt - before >= MostSilence);

    /// <summary>Without it the table is all free, and need not be looked at.</summary>
    private bool HasFlows(int bank, NmCounters[,] counted) =>
        CounterDecoder.HaveFlows(in counted[(int)NmDirection.Rx, bank], in _taken[(int)NmDirection.Rx, bank])
        || CounterDecoder.HaveFlows(in counted[(int)NmDirection.Tx, bank], in _taken[(int)NmDirection.Tx, bank]);

    private (FlowAccount Rx, FlowAccount Tx) Accounts(int bank, NmCounters[,] counted)
    {
        var (rx, tx) = (_carriedRx[bank], _carriedTx[bank]);
        (_carriedRx[bank], _carriedTx[bank]) = (FlowAccount.Empty, FlowAccount.Empty);
        return _kernel is null
            ? (rx, tx)
            : (rx + Account(NmDirection.Rx, bank, counted), tx + Account(NmDirection.Tx, bank, counted));
    }

    private FlowAccount Account(NmDirection direction, int bank, NmCounters[,] counted)
    {
        ref var now = ref counted[(int)direction, bank];
        ref var taken = ref _taken[(int)direction, bank];
        var account = CounterDecoder.Account(in now, in taken);
        taken = now;
        return account;
    }

    /// <summary>Once for each bank: the next window begins with this process.</summary>
    private OverflowReason? RestOf(int bank)
    {
        var hadRest = _hasRest[bank];
        _hasRest[bank] = false;
        return hadRest ? OverflowReason.Restart : null;
    }

    private static bool IsNew(ref readonly NmCounter now, ref readonly NmCounter before) => now.Packets != before.Packets;
}
