namespace NetMonitor.Native.Netlink;

/// <summary>The XDP programs on an interface by their ids, whoever attached them; 0 for none.</summary>
public readonly record struct LinkXdp(XdpMode Mode, uint DriverProgramId, uint GenericProgramId, uint HardwareProgramId);
