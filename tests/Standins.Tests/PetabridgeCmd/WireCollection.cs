namespace NetMonitor.Standins.Tests.PetabridgeCmd;

/// <summary>
/// Specs in which a client waits for a host of this process. They run one after the other and beside no others, which block threads of the
/// pool that the host needs.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WireCollection
{
    public const string Name = "wire";
}
