using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Bpf;

/// <summary>Programs that are on the NIC no more, and what they counted. After a grace period nothing is added to it. Disposing forgets it.</summary>
public sealed class RetiredPrograms : IDisposable
{
    private readonly NicPrograms _programs;

    internal RetiredPrograms(NicPrograms programs, int number, BpfException? refusal = null) => (_programs, Number, Refusal) = (programs, number, refusal);

    /// <summary>Of their generation.</summary>
    internal int Number { get; }

    /// <summary>Why these, who were to take the others' place, could not do so on every hook. They counted for a moment.</summary>
    public BpfException? Refusal { get; }

    /// <summary>Null where they counted no flows.</summary>
    public IFlowBanks? Flows => _programs.Flows is { } table ? new FlowBanks(table) : null;

    public void Sum(NmDirection direction, int bank, out NmCounters sum) => _programs.Sum(direction, bank, out sum);

    public void Dispose() => _programs.Dispose();
}
