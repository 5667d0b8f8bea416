using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Bpf;

/// <inheritdoc cref="IFlowBanks"/>
internal sealed class FlowBanks(FlowTable table) : IFlowBanks
{
    public bool DrainEvictions(IFlowTaker taker) => table.Evictions.DrainTo(
        table.Evictions.Position, taker, static (IFlowTaker to, ref readonly NmEviction eviction) => to.Take((int)eviction.Bank, in eviction.Flow));

    public void TakeFlows(int bank, IFlowTaker taker) => table.Take(bank, taker);
}
