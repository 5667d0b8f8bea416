namespace NetMonitor.Native.Bpf;

/// <summary>One of our programs on one hook of a NIC.</summary>
/// <param name="Name">In the object file.</param>
/// <param name="Id">The kernel's id of the program.</param>
public readonly record struct LoadedProgram(Hook Hook, string Name, uint Id);
