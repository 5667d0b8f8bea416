using NetMonitor.Engine.Capture;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Errors;

namespace NetMonitor.Engine.Readers;

/// <summary>Where this namespace's pins are, if there can be any.</summary>
internal static class PinPlace
{
    /// <returns>No folder, and why not; or the folder, and an empty text.</returns>
    /// <exception cref="StartFailure">Another process counts in this namespace.</exception>
    public static (PinFolder? Folder, string WhyNot) Open(DataPlaneSettings settings)
    {
        if (!settings.Pins)
        {
            return (null, "nothing is pinned (netmonitor.bpf.pins)");
        }

        if (BpfFilesystem.Objection(settings.BpfFilesystem) is { } objection)
        {
            return (null, $"nothing can be pinned: {objection}");
        }

        try
        {
            return (PinFolder.Open(settings.BpfFilesystem), "");
        }
        catch (BpfException refusal) when (refusal.Errno == Errno.EBUSY)
        {
            throw new StartFailure(ExitCode.Usage, refusal.Message, refusal);
        }
        catch (BpfException refusal)
        {
            return (null, $"nothing can be pinned: {refusal.Message}");
        }
    }
}
