namespace NetMonitor.Native.Netlink;

/// <summary>What cls_bpf tells of a filter's program.</summary>
/// <param name="Name">As given at attach time (<c>object.o:[section]</c> or the program's name); empty where none was.</param>
/// <param name="ProgramId">0 where the kernel gives none (classic BPF).</param>
/// <param name="Tag">The program's digest, 16 lower-case hex digits; empty likewise.</param>
/// <param name="DirectAction">Whether the program's return value decides, with no action behind it.</param>
public sealed record BpfFilter(string Name, uint ProgramId, string Tag, bool DirectAction);
