using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Diagnosis;

namespace NetMonitor.Engine.Tests.Diagnosis;

public sealed class HostAdviceSpec
{
    private static readonly DataPlaneSettings Settings = new(ModePolicy.Auto, null, "/sys/fs/bpf");

    public static TheoryData<string, HostFacts, Verdict, ExitCode?, string> Troubles => new()
    {
        { "capabilities", SampleFacts.Good with { MissingCapabilities = ["CAP_BPF"] }, Verdict.Problem, ExitCode.Privilege, "missing CAP_BPF" },
        { "libbpf", SampleFacts.Good with { LibbpfVersion = null }, Verdict.Problem, ExitCode.Kernel, "libbpf.so.1 is not installed" },
        { "program file", File("it is of ABI version 7"), Verdict.Problem, ExitCode.Usage, "it is of ABI version 7" },
        { "program file", SampleFacts.Good with { LibbpfVersion = null }, Verdict.Unknown, null, "its ABI is not known" },
        { "programs", Refused("EINVAL"), Verdict.Problem, ExitCode.Kernel, "EINVAL" },
        { "programs", Refused("EPERM") with { MissingCapabilities = ["CAP_BPF"] }, Verdict.Unknown, null, "needs the capabilities" },
        { "kernel", SampleFacts.Good with { Kernel = new KernelRelease("5.15.0") }, Verdict.Problem, null, "6.1 or later" },
        { "kernel", SampleFacts.Good with { Kernel = new KernelRelease("unknown") }, Verdict.Unknown, null, "'unknown' has no version" },
        { "tcx", SampleFacts.Good with { HasTcx = false }, Verdict.Ok, null, "clsact does the same" },
        { "tcx", SampleFacts.Good with { HasTcx = null }, Verdict.Unknown, null, "expect that it is there" },
        { "tcx", SampleFacts.Good with { HasTcx = null, Kernel = new KernelRelease("6.5.0") }, Verdict.Unknown, null, "expect that it is not there" },
        { "grace periods", SampleFacts.Good with { HasMembarrier = false }, Verdict.Ok, null, "map of maps" },
        { "bpffs", SampleFacts.Good with { BpfFilesystemObjection = "/sys/fs/bpf does not exist" }, Verdict.Problem, null, "does not exist" },
        { "jit", SampleFacts.Good with { Jit = "0" }, Verdict.Problem, null, "interpreted" },
        { "jit", SampleFacts.Good with { Jit = null }, Verdict.Unknown, null, "only be read by root" },
        { "unprivileged bpf", SampleFacts.Good with { UnprivilegedBpfDisabled = "0" }, Verdict.Ok, null, "anybody may load" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Advice_should_name(string name, HostFacts facts, Verdict verdict, ExitCode? exitCode, string words)
    {
        var check = HostAdvice.Of(facts, Settings, "/usr/bin/netmonitor").Single(check => check.Name == name);

        Assert.Equal((verdict, exitCode), (check.Verdict, check.ExitCode));
        Assert.Contains(words, check.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_should_find_nothing_where_all_is_well() =>
        Assert.All(HostAdvice.Of(SampleFacts.Good, Settings, "netmonitor"), check => Assert.Equal((Verdict.Ok, null, null), (check.Verdict, check.ExitCode, check.Mend)));

    [Fact]
    public void Advice_should_say_one_line_each() => Assert.All(
        HostAdvice.Of(SampleFacts.Good, Settings, "netmonitor").Concat(HostAdvice.Of(SampleFacts.Bad, Settings, "netmonitor")),
        check => Assert.DoesNotContain('\n', check.Finding + check.Mend));

    [Fact]
    public void Tcx_should_stop_run_only_where_nothing_else_is_allowed() => Assert.Equal(
        ExitCode.Kernel,
        HostAdvice.Of(SampleFacts.Good with { HasTcx = false }, Settings with { Mode = ModePolicy.Tcx }, "netmonitor").Single(check => check.Name == "tcx").ExitCode);

    [Fact]
    public void Run_should_end_with_the_first_thing_in_its_way()
    {
        var facts = Refused("EINVAL") with { MissingCapabilities = ["CAP_BPF"], LibbpfVersion = null };

        Assert.Equal(ExitCode.Privilege, new DoctorReport(HostAdvice.Of(facts, Settings, "netmonitor")).ExitCode);
    }

    private static HostFacts File(string failure) =>
        SampleFacts.Good with { Programs = SampleFacts.Good.Programs with { FileFailure = failure, Loaded = [] } };

    private static HostFacts Refused(string failure) =>
        SampleFacts.Good with { Programs = SampleFacts.Good.Programs with { LoadFailure = failure, Loaded = [] } };
}
