using System.Collections.Immutable;
using NetMonitor.Engine.Capture;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;

namespace NetMonitor.Engine.Readers;

/// <summary>The object file with the programs, and whether this process may use it on this kernel.</summary>
public static class ProgramFile
{
    public const string Name = "netmonitor.bpf.o";

    /// <exception cref="StartFailure">Rights are missing, the file cannot be used, or the kernel refuses the programs.</exception>
    public static ObjectImage Check(DataPlaneSettings settings)
    {
        var (image, _) = Load(settings);
        return image;
    }

    /// <summary>See <see cref="VerifyPrograms"/>.</summary>
    public static VerifiedPrograms Verify(DataPlaneSettings settings)
    {
        var (image, programs) = Load(settings);
        return new VerifiedPrograms(image.Path, programs);
    }

    /// <exception cref="BpfException">It cannot be read.</exception>
    public static ObjectImage Image(DataPlaneSettings settings) => ObjectImage.Read(settings.ProgramPath ?? Path.Combine(AppContext.BaseDirectory, Name));

    private static (ObjectImage Image, ImmutableArray<string> Programs) Load(DataPlaneSettings settings)
    {
        if (Capabilities.OfThisProcess().Missing is { IsEmpty: false } missing)
        {
            throw new StartFailure(ExitCode.Privilege, $"missing {string.Join(", ", missing)}: native, tcx and tc each need all three of CAP_NET_ADMIN, CAP_PERFMON and CAP_BPF; run as root, or give them with setcap or systemd's AmbientCapabilities=; --mode kernel counts totals without any");
        }

        var image = Checked(() => Image(settings));
        return (image, Checked(() => ProgramCheck.Load(image)));
    }

    private static T Checked<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (BpfException refusal) when (refusal.Errno == Errno.EPERM)
        {
            throw new StartFailure(ExitCode.Privilege, refusal.Message, refusal);
        }
        catch (BpfException refusal) when (refusal.Operation != ProgramCheck.LoadOperation)
        {
            throw new StartFailure(ExitCode.Usage, $"--program (netmonitor.bpf.program): {refusal.Message}", refusal);
        }
        catch (BpfException refusal)
        {
            throw new StartFailure(ExitCode.Kernel, refusal.Message, refusal);
        }
        catch (DllNotFoundException missing)
        {
            throw new StartFailure(ExitCode.Kernel, "libbpf.so.1 is not installed; Debian's package is libbpf1", missing);
        }
    }
}
