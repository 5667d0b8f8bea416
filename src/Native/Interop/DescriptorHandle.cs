using Microsoft.Win32.SafeHandles;

namespace NetMonitor.Native.Interop;

/// <summary>Owns one file descriptor.</summary>
internal sealed class DescriptorHandle : SafeHandleMinusOneIsInvalid
{
    public DescriptorHandle(int descriptor) : base(ownsHandle: true) => SetHandle(descriptor);

    public int Descriptor => (int)handle;

    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}
