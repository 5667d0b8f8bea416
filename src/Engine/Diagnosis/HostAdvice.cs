using System.Collections.Immutable;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>What this host's state means for counting. Pure.</summary>
public static class HostAdvice
{
    /// <summary>In the order in which <c>run</c> would meet what is wrong.</summary>
    /// <param name="program">The path of this program, to be named in lines to copy.</param>
    public static ImmutableArray<Check> Of(HostFacts facts, DataPlaneSettings settings, string program) => settings.Attaches
        ? OfAttaching(facts, settings, program)
        : [new Check("rights", Verdict.Ok, "nothing is attached in this mode: neither rights nor BPF are needed")];

    private static ImmutableArray<Check> OfAttaching(HostFacts facts, DataPlaneSettings settings, string program) =>
    [
        Capabilities(facts, program),
        Libbpf(facts),
        ProgramFile(facts),
        Kernel(facts),
        Programs(facts),
        Tcx(facts, settings.Mode),
        GracePeriods(facts),
        Filesystem(facts, settings),
        Jit(facts),
        Unprivileged(facts),
        new Check("memlock", Verdict.Ok, "RLIMIT_MEMLOCK does not matter: since Linux 5.11 BPF memory is accounted to the control group"),
    ];

    private static Check Capabilities(HostFacts facts, string program) => facts.MissingCapabilities.IsEmpty
        ? new("capabilities", Verdict.Ok, "CAP_NET_ADMIN, CAP_PERFMON and CAP_BPF are there")
        : new(
            "capabilities",
            Verdict.Problem,
            $"missing {string.Join(", ", facts.MissingCapabilities)}, without which neither native nor tcx nor tc works, only --mode kernel: root has them, and so has a service with AmbientCapabilities=",
            $"sudo setcap cap_net_admin,cap_perfmon,cap_bpf=ep {program}",
            ExitCode.Privilege);

    private static Check Libbpf(HostFacts facts) => facts.LibbpfVersion is { } version
        ? new("libbpf", Verdict.Ok, $"libbpf.so.1 is there, version {version}")
        : new("libbpf", Verdict.Problem, "libbpf.so.1 is not installed", "sudo apt-get install -y libbpf1", ExitCode.Kernel);

    private static Check ProgramFile(HostFacts facts) => facts.Programs switch
    {
        { FileFailure: { } failure } => new("program file", Verdict.Problem, failure, "./build.sh", ExitCode.Usage),
        _ when facts.LibbpfVersion is null => new("program file", Verdict.Unknown, $"{facts.Programs.Path} is a BPF object; its ABI is not known without libbpf"),
        _ => new("program file", Verdict.Ok, $"{facts.Programs.Path}, of the ABI that this program reads"),
    };

    /// <summary>Only features decide: an older kernel that takes the programs will do.</summary>
    private static Check Kernel(HostFacts facts) => facts.Kernel.Number switch
    {
        null => new("kernel", Verdict.Unknown, $"'{facts.Kernel.Text}' has no version"),
        var number when number >= KernelRelease.Oldest => new("kernel", Verdict.Ok, $"Linux {facts.Kernel.Text}; its own BTF is not needed"),
        _ => new("kernel", Verdict.Problem, $"Linux {facts.Kernel.Text}; {KernelRelease.Oldest} or later is what the programs are written for"),
    };

    private static Check Programs(HostFacts facts) => facts.Programs switch
    {
        { Loaded.IsEmpty: false } programs => new(
            "programs", Verdict.Ok, $"the verifier takes {string.Join(", ", programs.Loaded)}; XDP in several buffers and maps in shared memory are there"),
        { LoadFailure: { } failure } when facts.MissingCapabilities.IsEmpty => new("programs", Verdict.Problem, failure, "netmonitor verify", ExitCode.Kernel),
        _ => new("programs", Verdict.Unknown, facts.MissingCapabilities.IsEmpty
            ? "not tried: there is nothing to load them from"
            : "not tried: loading needs the capabilities"),
    };

    private static Check Tcx(HostFacts facts, ModePolicy mode) => (facts.HasTcx, mode) switch
    {
        (true, _) => new("tcx", Verdict.Ok, "the kernel has TCX"),
        (false, ModePolicy.Tcx) => new("tcx", Verdict.Problem, "the kernel has no TCX (Linux 6.6), and --mode tcx allows nothing else", "netmonitor run --mode auto", ExitCode.Kernel),
        (false, _) => new("tcx", Verdict.Ok, "the kernel has no TCX (Linux 6.6): clsact does the same, and others can remove it"),
        _ => new("tcx", Verdict.Unknown, $"not tried; Linux {facts.Kernel.Text} lets expect that it is {(facts.ExpectsTcx ? "there" : "not there")}"),
    };

    private static Check GracePeriods(HostFacts facts) => new("grace periods", Verdict.Ok, facts.HasMembarrier
        ? "membarrier(2) awaits them"
        : "membarrier(2) does not await them here (nohz_full?): updates of a map of maps do");

    private static Check Filesystem(HostFacts facts, DataPlaneSettings settings) => facts.BpfFilesystemObjection is { } objection
        ? new("bpffs", Verdict.Problem, $"{objection}; nothing can be pinned there, and counting ends with run", $"sudo mount -t bpf bpf {settings.BpfFilesystem}")
        : new("bpffs", Verdict.Ok, $"{settings.BpfFilesystem} is a BPF file system");

    private static Check Jit(HostFacts facts) => facts.Jit switch
    {
        null => new("jit", Verdict.Unknown, "net.core.bpf_jit_enable may only be read by root"),
        "0" => new("jit", Verdict.Problem, "BPF programs are interpreted: each packet costs several times as much", "sudo sysctl net.core.bpf_jit_enable=1"),
        _ => new("jit", Verdict.Ok, "BPF programs are compiled to machine code"),
    };

    private static Check Unprivileged(HostFacts facts) => new("unprivileged bpf", Verdict.Ok, facts.UnprivilegedBpfDisabled switch
    {
        null => "there is no kernel.unprivileged_bpf_disabled; it would not matter with CAP_BPF",
        "0" => "kernel.unprivileged_bpf_disabled=0: anybody may load simple programs; ours need CAP_BPF all the same",
        var value => $"kernel.unprivileged_bpf_disabled={value}: only with CAP_BPF may BPF be used, as ours is",
    });
}
