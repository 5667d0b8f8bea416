namespace NetMonitor.Native.Btf;

/// <summary>A global variable and where its bytes lie.</summary>
/// <param name="Section">ELF section, which libbpf makes a map of.</param>
public sealed record BtfVariable(string Name, string Section, int Offset, int Size);
