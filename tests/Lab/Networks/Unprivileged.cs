using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>Takes the effective capabilities from the calling thread while something runs. They are the thread's own; the process keeps its.</summary>
public static unsafe partial class Unprivileged
{
    /// <summary>_LINUX_CAPABILITY_VERSION_3: two sets of three words (effective, permitted, inheritable).</summary>
    private const uint Version3 = 0x20080522;

    private const int WordsPerSet = 3;

    public static T Run<T>(Func<T> work)
    {
        var sets = stackalloc uint[2 * WordsPerSet];
        Check(GetCapabilities(Header(), sets));
        var (low, high) = (sets[0], sets[WordsPerSet]);
        (sets[0], sets[WordsPerSet]) = (0, 0);
        Check(SetCapabilities(Header(), sets));
        try
        {
            return work();
        }
        finally
        {
            (sets[0], sets[WordsPerSet]) = (low, high);
            Check(SetCapabilities(Header(), sets));
        }
    }

    /// <summary>The version, and thread 0: the calling one.</summary>
    private static ulong[] Header() => [Version3];

    private static void Check(int result)
    {
        if (result < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>man 2 capget.</summary>
    [LibraryImport("libc", EntryPoint = "capget", SetLastError = true)]
    private static partial int GetCapabilities(ulong[] header, uint* sets);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static partial int SetCapabilities(ulong[] header, uint* sets);
}
