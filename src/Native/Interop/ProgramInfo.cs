using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>What the kernel says about one program. As of Linux 6.1; a later kernel has more, and a smaller buffer is filled as far as it goes.</summary>
[KernelStruct("struct bpf_prog_info", "linux/bpf.h")]
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
    public uint Ifindex;
    public uint PadGplCompatible;
    public ulong NetnsDev;
    public ulong NetnsIno;
    public uint NrJitedKsyms;
    public uint NrJitedFuncLens;
    public ulong JitedKsyms;
    public ulong JitedFuncLens;
    public uint BtfId;
    public uint FuncInfoRecSize;
    public ulong FuncInfo;
    public uint NrFuncInfo;
    public uint NrLineInfo;
    public ulong LineInfo;
    public ulong JitedLineInfo;
    public uint NrJitedLineInfo;
    public uint LineInfoRecSize;
    public uint JitedLineInfoRecSize;
    public uint NrProgTags;
    public ulong ProgTags;
    public ulong RunTimeNs;
    public ulong RunCnt;
    public ulong RecursionMisses;
    public uint VerifiedInsns;
    public uint AttachBtfObjId;
    public uint AttachBtfId;
    public uint PadEnd;
}
