using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>Takes off what processes before left counting, and says so line by line.</summary>
internal static class PinCleanup
{
    /// <param name="all">Of every network namespace.</param>
    /// <exception cref="StartFailure">Refused.</exception>
    public static ExitCode Clean(string filesystem, bool all, TextWriter output, TextWriter error)
    {
        try
        {
            using var links = Rtnetlink.Open();
            var removed = 0;
            var isRefused = false;
            foreach (var folder in all ? PinFolder.FindAll(filesystem, Refuse) : Here(filesystem))
            {
                using (folder)
                {
                    foreach (var line in folder.Indices.SelectMany(index => folder.Remove(index, all ? null : links)))
                    {
                        removed++;
                        output.WriteLine(line);
                    }
                }
            }

            if (removed == 0 && !isRefused)
            {
                output.WriteLine($"nothing to remove in {filesystem}/netmonitor");
            }

            return isRefused ? ExitCode.Usage : ExitCode.Ok;

            void Refuse(BpfException refusal)
            {
                isRefused = true;
                error.WriteLine($"netmonitor: {refusal.Message}");
            }
        }
        catch (BpfException refusal)
        {
            var exitCode = refusal.Errno is Errno.EPERM or Errno.EACCES ? ExitCode.Privilege : refusal.Errno == Errno.EBUSY ? ExitCode.Usage : ExitCode.Kernel;
            throw new StartFailure(exitCode, refusal.Message, refusal);
        }
    }

    private static IReadOnlyList<PinFolder> Here(string filesystem) => PinFolder.Find(filesystem) is { } folder ? [folder] : [];
}
