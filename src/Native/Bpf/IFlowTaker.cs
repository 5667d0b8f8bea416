using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Bpf;

/// <summary>Is handed the flows of one NIC. One 5-tuple may come several times: from each CPU, and from the ring.</summary>
public interface IFlowTaker
{
    /// <param name="bank">In which it was counted.</param>
    /// <param name="flow">In the kernel's memory: gone when this returns.</param>
    void Take(int bank, ref readonly NmFlow flow);
}
