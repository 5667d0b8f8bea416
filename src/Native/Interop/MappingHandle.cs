using Microsoft.Win32.SafeHandles;

namespace NetMonitor.Native.Interop;

/// <summary>Owns one mapping of a BPF map into this process. It outlives the map's descriptor: the kernel keeps the map until the
/// mapping goes.</summary>
internal sealed unsafe class MappingHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly nuint _length;

    public MappingHandle(void* address, nuint length) : base(ownsHandle: true)
    {
        SetHandle((nint)address);
        _length = length;
    }

    public byte* Address => (byte*)handle;

    protected override bool ReleaseHandle() => Libc.UnmapMemory((void*)handle, _length) == 0;
}
