using System.Collections.Immutable;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>What of BPF one attached NIC has.</summary>
/// <param name="MapBytes">Mapped.</param>
/// <param name="Programs">On its hooks now.</param>
internal sealed record NicHoldings(long MapBytes, ImmutableArray<LoadedProgram> Programs)
{
    public static NicHoldings None { get; } = new(0, []);
}
