namespace NetMonitor.Engine.Capture;

/// <param name="ProgramPath">The object file with the programs; null for the one beside the executable.</param>
/// <param name="BpfFilesystem">Directory where the BPF file system is mounted.</param>
public sealed record DataPlaneSettings(ModePolicy Mode, string? ProgramPath, string BpfFilesystem);
