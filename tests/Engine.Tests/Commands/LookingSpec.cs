using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Commands;

/// <summary>The commands that only look, run for real in a namespace.</summary>
public sealed class LookingSpec : IDisposable
{
    private static readonly string[] Nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];

    private readonly VethLab _lab = VethLab.Create("eth1", "eth2");
    private readonly string _folder = Directory.CreateTempSubdirectory("netmonitor-").FullName;

    public LookingSpec()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        _ = Tool.Run("chmod", "-R", "a+rX", _folder).Require();
    }

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BpfFact("setpriv")]
    public void Doctor_should_promise_root_that_run_works()
    {
        var (exitCode, output) = Look([], "doctor");

        Assert.Equal((0, "run would work"), (exitCode, output.TrimEnd().Split('\n')[^1]));
        Assert.Contains("the verifier takes nm_xdp, nm_tc_ingress, nm_tc_egress", output, StringComparison.Ordinal);
        Assert.Matches("(?m)^ok +eth1 +tcx?: ", output);
        // What was found by trying is what the attach mode that run takes here depends on.
        Assert.Equal(
            Environment.OSVersion.Version >= new Version(6, 6), output.Contains("the kernel has TCX", StringComparison.Ordinal));
    }

    [BpfFact("setpriv")]
    public void Doctor_should_tell_a_plain_user_what_is_missing()
    {
        var (exitCode, output) = Look(Nobody, "doctor");

        Assert.Equal(3, exitCode);
        Assert.Matches("(?m)^problem +capabilities +missing CAP_NET_ADMIN, CAP_PERFMON, CAP_BPF", output);
        Assert.Matches("(?m)^ok +program file ", output);
        Assert.Matches("(?m)^unknown +programs ", output);
        Assert.Matches("(?m)^unknown +tcx ", output);
    }

    [BpfFact("setpriv")]
    public void Doctor_should_end_as_run_ends_without_one_capability() =>
        Assert.Equal(3, Look(["--bounding-set=-bpf,-sys_admin"], "doctor").ExitCode);

    [BpfFact("setpriv")]
    public void Doctor_should_know_a_wrong_object_file_without_rights()
    {
        var (exitCode, output) = Look(Nobody, "doctor", "--program", "/bin/true");

        Assert.Equal(3, exitCode);
        Assert.Matches("(?m)^problem +program file +.*no BPF object", output);
        Assert.Equal(2, Look([], "doctor", "--program", "/bin/true").ExitCode);
    }

    [BpfFact("setpriv", "tc")]
    public void Interfaces_should_name_a_foreign_xdp_program_also_to_a_plain_user()
    {
        _lab.Host.Ip($"link set dev eth2 xdpdrv obj {Path.Combine(LabPaths.Root, "artifacts", "bpf", "floor.bpf.o")} program floor_xdp");
        var (exitCode, output) = Look(Nobody, "interfaces", "--mode", "native");

        Assert.Equal(0, exitCode);
        Assert.Matches(@"(?m)^\d+ +eth1 +veth +veth +1500 +\S+ +10G +up +- +- +native +asked for$", output);
        Assert.Matches(@"(?m)^\d+ +eth2 .* (\d+) +none +not native: XDP program \1 is on it already$", output);
        Assert.Contains("floor_xdp", _lab.Host.Link("eth2").ToString(), StringComparison.Ordinal);
    }

    private (int ExitCode, string Output) Look(string[] privileges, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["DOTNET_ROOT"] = RealProgram.Runtime };
        using var process = _lab.Host.Spawn("setpriv", [.. privileges, "--", Path.Combine(_folder, "netmonitor"), .. arguments], environment);
        return (process.WaitForExit(TimeSpan.FromSeconds(40)), process.Output);
    }
}
