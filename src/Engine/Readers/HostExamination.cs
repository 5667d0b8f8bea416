using System.Collections.Immutable;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Diagnosis;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Errors;

namespace NetMonitor.Engine.Readers;

/// <summary>Looks at all that counting needs. Loads the programs where that is allowed, and attaches nothing.</summary>
public static class HostExamination
{
    private const string Settings = "/proc/sys/";

    public static KernelRelease Kernel() => new(Read("kernel/osrelease") ?? "unknown");

    public static HostFacts Take(DataPlaneSettings settings)
    {
        var (links, linksFailure) = Links(settings.BpfFilesystem);
        var libbpf = KernelProbe.LibbpfVersion();
        var (programs, hasTcx) = Programs(settings.ProgramPath ?? Path.Combine(AppContext.BaseDirectory, ProgramFile.Name), libbpf is not null);
        return new HostFacts(
            Kernel(),
            Capabilities.OfThisProcess().Missing,
            libbpf,
            programs,
            hasTcx,
            KernelProbe.HasMembarrier(),
            BpfFilesystem.Objection(settings.BpfFilesystem) ?? PinObjection(settings.BpfFilesystem),
            Read("net/core/bpf_jit_enable"),
            Read("kernel/unprivileged_bpf_disabled"),
            links,
            linksFailure);
    }

    /// <summary>Opening the file needs libbpf and no rights, and shows its ABI; loading it needs them.</summary>
    private static (ProgramFacts Programs, bool? HasTcx) Programs(string path, bool hasLibbpf)
    {
        try
        {
            var image = ObjectImage.Read(path);
            return hasLibbpf
                ? (new ProgramFacts(path, null, null, ProgramCheck.Load(image)), KernelProbe.HasTcx(image))
                : (new ProgramFacts(path, null, null, []), null);
        }
        catch (BpfException refusal) when (refusal.Operation == ProgramCheck.LoadOperation || refusal.Errno == Errno.EPERM)
        {
            return (new ProgramFacts(path, null, refusal.Message, []), null);
        }
        catch (BpfException refusal)
        {
            return (new ProgramFacts(path, refusal.Message, null, []), null);
        }
    }

    /// <summary>By trying; without rights nothing is known of it but what is mounted there.</summary>
    private static string? PinObjection(string filesystem) => Capabilities.OfThisProcess().Missing.IsEmpty ? PinFolder.Objection(filesystem) : null;

    private static (ImmutableArray<LinkFacts> Links, string? Failure) Links(string bpffs)
    {
        try
        {
            return (LinkSurvey.Take(bpffs), null);
        }
        catch (StartFailure failure)
        {
            return ([], failure.Message);
        }
    }

    /// <summary>Null where there is no such file, or only root may read it.</summary>
    private static string? Read(string name)
    {
        try
        {
            return File.ReadAllText(Settings + name).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
