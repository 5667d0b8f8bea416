namespace NetMonitor.Native.Bpf;

/// <summary>The flows of one NIC, where its programs put them: a table for each bank, and a ring for both.</summary>
public interface IFlowBanks
{
    /// <summary>Hands over the flows that gave way, of any bank, up to where the ring is now. After a grace period these are all of the bank that was
    /// closed before it.</summary>
    /// <returns>False where a program of the other bank is just writing one before that, and the rest has to wait for it.</returns>
    bool DrainEvictions(IFlowTaker taker);

    /// <summary>Hands over the flows in the table of a bank that has no writer; then it has none.</summary>
    void TakeFlows(int bank, IFlowTaker taker);
}
