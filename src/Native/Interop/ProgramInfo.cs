using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>struct bpf_prog_info of linux/bpf.h as far as the name; the kernel fills as much as the length that it is given.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ProgramInfo
{
    public const int TagLength = 8;
    public const int NameLength = 16;

    public uint Type;
    public uint Id;
    public fixed byte Tag[TagLength];
    public uint JitedProgLen;
    public uint XlatedProgLen;
    public ulong JitedProgInsns;
    public ulong XlatedProgInsns;
    public ulong LoadTime;
    public uint CreatedByUid;
    public uint NrMapIds;
    public ulong MapIds;
    public fixed byte Name[NameLength];
}
