using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>The whole process may open so many more files and no further one, until disposed.</summary>
internal sealed unsafe partial class DescriptorLimit : IDisposable
{
    private const int RLIMIT_NOFILE = 7;

    private readonly ulong _soft;
    private readonly ulong _hard;

    private DescriptorLimit(ulong soft, ulong hard) => (_soft, _hard) = (soft, hard);

    public static DescriptorLimit Leaving(int more)
    {
        var limit = stackalloc ulong[2];
        Check(getrlimit(RLIMIT_NOFILE, limit));
        var before = new DescriptorLimit(limit[0], limit[1]);
        limit[0] = FreeNumber(more);
        Check(setrlimit(RLIMIT_NOFILE, limit));
        return before;
    }

    public void Dispose()
    {
        var limit = stackalloc ulong[2] { _soft, _hard };
        Check(setrlimit(RLIMIT_NOFILE, limit));
    }

    /// <summary>Descriptors are the smallest free numbers; a limit is above the largest.</summary>
    private static ulong FreeNumber(int skipped)
    {
        var held = new List<Microsoft.Win32.SafeHandles.SafeFileHandle>();
        try
        {
            for (var i = 0; i <= skipped; i++)
            {
                held.Add(File.OpenHandle("/dev/null"));
            }

            return (ulong)held.Max(handle => handle.DangerousGetHandle());
        }
        finally
        {
            held.ForEach(handle => handle.Dispose());
        }
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getrlimit(int resource, ulong* limit);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setrlimit(int resource, ulong* limit);
}
