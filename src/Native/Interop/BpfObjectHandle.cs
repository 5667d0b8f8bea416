using Microsoft.Win32.SafeHandles;

namespace NetMonitor.Native.Interop;

/// <summary>Owns a struct bpf_object with its programs and maps.</summary>
internal sealed class BpfObjectHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Libbpf.CloseObject(handle);
        return true;
    }
}
