namespace NetMonitor.Engine.Readers;

/// <summary>One capability that counting on the wire needs.</summary>
/// <param name="Number">Its bit in CapEff.</param>
/// <param name="InSysAdmin">CAP_SYS_ADMIN stands for it too.</param>
/// <param name="Purpose">What the kernel asks it for.</param>
public sealed record NeededCapability(string Name, int Number, bool InSysAdmin, string Purpose);
