namespace NetMonitor.Native.Bpf.Pins;

/// <summary>What tells a device from another one that has its index by now.</summary>
/// <param name="Kind">IFLA_INFO_KIND; empty for hardware.</param>
/// <param name="Mac">Empty for devices without one.</param>
public sealed record NicIdentity(int Index, string Name, string Mac, string Kind);
