using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>A thread without any effective capability, until disposed on the same thread (capabilities(7): they are the thread's own).</summary>
internal sealed unsafe partial class DroppedRights : IDisposable
{
    /// <summary>_LINUX_CAPABILITY_VERSION_3 of linux/capability.h: two words of 32 bits each.</summary>
    private const uint Version3 = 0x20080522;

    private const int Words = 2;

    private readonly (uint Effective, uint Permitted, uint Inheritable)[] _before;

    private DroppedRights((uint, uint, uint)[] before) => _before = before;

    public static DroppedRights OfThisThread()
    {
        var before = new (uint Effective, uint Permitted, uint Inheritable)[Words];
        Call(before, capget);
        Call([.. before.Select(word => (0u, word.Permitted, word.Inheritable))], capset);
        return new DroppedRights(before);
    }

    public void Dispose() => Call(_before, capset);

    private static void Call((uint Effective, uint Permitted, uint Inheritable)[] words, Func<nint, nint, int> call)
    {
        var header = stackalloc uint[2] { Version3, 0 };
        var data = stackalloc uint[Words * 3];
        for (var i = 0; i < Words; i++)
        {
            (data[i * 3], data[(i * 3) + 1], data[(i * 3) + 2]) = words[i];
        }

        if (call((nint)header, (nint)data) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        for (var i = 0; i < Words; i++)
        {
            words[i] = (data[i * 3], data[(i * 3) + 1], data[(i * 3) + 2]);
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int capget(nint header, nint data);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int capset(nint header, nint data);
}
