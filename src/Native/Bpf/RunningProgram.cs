using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>A program of anybody's, held by a descriptor of its own: it can be asked about whatever becomes of its owner. Needs CAP_SYS_ADMIN.</summary>
public sealed unsafe class RunningProgram : IDisposable
{
    private readonly DescriptorHandle _descriptor;

    private RunningProgram(DescriptorHandle descriptor, uint id) => (_descriptor, Id) = (descriptor, id);

    public uint Id { get; }

    /// <returns>Null where there is no such program any more.</returns>
    /// <exception cref="BpfException">Refused: EPERM without the right.</exception>
    public static RunningProgram? Open(uint id)
    {
        var descriptor = Libbpf.OpenProgram(id);
        return descriptor >= 0 ? new RunningProgram(new DescriptorHandle(descriptor), id)
            : (Errno)(-descriptor) == Errno.ENOENT ? null
            : throw new BpfException("open the program", $"{id}", (Errno)(-descriptor), "CAP_SYS_ADMIN is needed");
    }

    /// <summary>What it ran while statistics were on, whoever turned them on, since it was loaded.</summary>
    /// <exception cref="BpfException">The kernel does not tell.</exception>
    public RunTime RunTime()
    {
        var info = default(ProgramInfo);
        var length = (uint)sizeof(ProgramInfo);
        var result = Libbpf.GetInfo(_descriptor.Descriptor, &info, ref length);
        return result == 0
            ? new RunTime((long)info.RunTimeNs, (long)info.RunCnt)
            : throw new BpfException("ask about the program", $"{Id}", (Errno)(-result), "");
    }

    public void Dispose() => _descriptor.Dispose();
}
