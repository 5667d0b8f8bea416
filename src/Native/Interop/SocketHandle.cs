using Microsoft.Win32.SafeHandles;

namespace NetMonitor.Native.Interop;

/// <summary>Owns one socket descriptor.</summary>
internal sealed class SocketHandle() : SafeHandleMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}
