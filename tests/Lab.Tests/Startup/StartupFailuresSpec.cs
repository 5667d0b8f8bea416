using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab.Tests.Startup;

public sealed class StartupFailuresSpec : IDisposable
{
    private readonly VethLab _lab = VethLab.Create("eth1");
    private readonly string _folder = Directory.CreateTempSubdirectory("netmonitor-").FullName;

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BpfFact("tc")]
    public void Start_should_name_the_flag_and_the_key_when_there_is_no_object_file() =>
        Refuses(2, ["--program", $"{_folder}/none.o"], "--program (netmonitor.bpf.program)", $"{_folder}/none.o", "ENOENT", "build.sh");

    [BpfTheory("tc")]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(-1000)]
    [InlineData(-1)]
    public void Start_should_name_the_flag_and_the_key_when_the_object_file_is_cut_short(int length)
    {
        var whole = File.ReadAllBytes(LabPaths.BpfObject);
        var path = Write("cut.o", length >= 0 ? whole[..length] : whole[..^-length]);
        Refuses(2, ["--program", path], "--program (netmonitor.bpf.program)", path, "cut short", "build.sh");
    }

    [BpfFact("tc")]
    public void Start_should_name_the_flag_and_the_key_when_the_object_file_is_a_program_of_this_machine() =>
        Refuses(2, ["--program", "/bin/true"], "--program (netmonitor.bpf.program)", "/bin/true", "no BPF object");

    [BpfFact("clang", "tc")]
    public void Start_should_name_both_versions_when_the_object_file_is_of_another() => Refuses(
        2,
        ["--program", Compile("nm_abi.h", "#define NM_ABI_VERSION 3\n", "#define NM_ABI_VERSION 77\n")],
        "--program (netmonitor.bpf.program)", "ABI version 77", "reads version 3", "build.sh");

    [BpfFact("clang", "tc")]
    public void Start_should_end_with_the_words_of_the_verifier_when_it_refuses() => Refuses(
        4,
        ["--program", Compile("netmonitor.bpf.c", "\treturn XDP_PASS;\n}", "\treturn *(volatile int *)end;\n}")],
        "the kernel says: ", "pkt_end", "Linux 6.1");

    [BpfFact("tc")]
    public void Start_should_name_the_address_when_it_is_taken()
    {
        using var taken = _lab.Host.Run(() =>
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return listener;
        });
        var address = taken.LocalEndpoint.ToString()!;
        Refuses(2, ["--http", address], "--http", address, "taken");
    }

    [BpfTheory("tc")]
    [InlineData("netmonitor { interval = 5s")]
    [InlineData("netmonitor { interval = \"5s }")]
    [InlineData("netmonitor : [ }")]
    public void Start_should_name_the_file_when_it_is_no_hocon(string text)
    {
        var path = Write("broken.conf", System.Text.Encoding.UTF8.GetBytes(text));
        Refuses(2, ["--config", path], path);
    }

    [BpfFact("tc")]
    public void Start_should_list_the_nics_there_are_when_it_is_asked_for_another() =>
        Refuses(2, ["--interface", "wlan7"], "--interface (netmonitor.interfaces.include)", "wlan7", "eth1");

    [BpfFact("tc")]
    public void Start_should_say_what_an_interval_may_be() =>
        Refuses(2, ["--interval", "50ms"], "--interval", "50ms", "from 100ms to 1h");

    [BpfTheory("tc")]
    [InlineData("xdpdrv", "EBUSY")]
    [InlineData("xdpgeneric", "EEXIST")]
    public void Start_should_say_what_to_try_when_the_only_nic_has_a_foreign_xdp_program(string how, string errno)
    {
        AttachForeign("eth1", how);
        using var run = NetMonitorRun.Start(_lab.Host, "--mode", "native");
        Assert.Equal(4, run.Process.WaitForExit(TimeSpan.FromSeconds(40)));
        Assert.Equal(2, run.Said.Length);
        Assert.StartsWith("netmonitor: eth1: ", run.Said[0], StringComparison.Ordinal);
        Assert.Equal("netmonitor: no NIC could be attached", run.Said[1]);
        Assert.All([errno, "native XDP", "use mode tcx or tc"], word => Assert.Contains(word, run.Said[0], StringComparison.Ordinal));
        Attached.ShouldBeNothing(_lab);
        Assert.Contains("floor_xdp", _lab.Host.Link("eth1").ToString(), StringComparison.Ordinal);
    }

    [BpfFact("tc")]
    public async Task Nic_with_a_foreign_xdp_program_should_be_shown_with_its_reason_and_stop_no_other()
    {
        var others = new[] { "eth1", "eth3", "eth4" };
        _ = _lab.Add("eth2");
        _ = _lab.Add("eth3");
        _ = _lab.Add("eth4");
        AttachForeign("eth2", "xdpdrv");
        using var run = await NetMonitorRun.Start(_lab.Host, "--mode", "native").Ready();
        await CountsOn(run, others);
        Assert.Contains(Lines(await run.Metrics()), line => line.StartsWith("network_interface_info{interface=\"eth2\",mode=\"none\",reason=\"attach by native XDP on eth2: EBUSY", StringComparison.Ordinal));
        var readiness = await run.Readiness();
        Assert.Matches("(?m)^eth2: (failing|down): .*EBUSY.*use mode tcx or tc", readiness);
        Assert.All(others, nic => Assert.Contains($"{nic}: counting\n", readiness, StringComparison.Ordinal));
        run.Process.Signal(15);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Attached.ShouldBeNothing(_lab);
    }

    [BpfTheory("tc")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nic_that_vanishes_should_stop_no_other(bool whileAttaching)
    {
        _ = _lab.Add("eth2");
        _ = _lab.Add("eth3");
        var config = Write("quick.conf", "netmonitor.interfaces.refresh = 1s"u8.ToArray());
        using var run = NetMonitorRun.Start(_lab.Host, "--config", config).Listens();
        if (!whileAttaching)
        {
            _ = await run.Ready();
        }

        _lab.Host.Ip("link del eth2");
        _ = await run.Ready();
        await CountsOn(run, "eth1", "eth3");
        await Eventually.TrueAsync(
            async () => !(await run.Metrics()).Contains("\"eth2\"", StringComparison.Ordinal), "the NIC gone from the metrics", TimeSpan.FromSeconds(40));
        Assert.Equal("eth1: counting\neth3: counting\n", await run.Readiness());
        run.Process.Signal(15);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n');

    private async Task CountsOn(NetMonitorRun run, params string[] nics)
    {
        foreach (var nic in nics)
        {
            _lab[nic].SendToHost(211, Frame.Ethernet().IPv4().Udp());
            _lab[nic].SendFromHost(101, Frame.Ethernet().IPv6().Tcp());
            await run.Counts(nic, "rx", 211);
            await run.Counts(nic, "tx", 101);
        }
    }

    private void Refuses(int exitCode, string[] arguments, params string[] words)
    {
        using var run = NetMonitorRun.Start(_lab.Host, arguments);
        var line = run.Refusal(exitCode);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Attached.ShouldBeNothing(_lab);
    }

    private void AttachForeign(string nic, string how) =>
        _lab.Host.Ip($"link set dev {nic} {how} obj {Path.Combine(LabPaths.Root, "artifacts", "bpf", "floor.bpf.o")} program floor_xdp");

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Compiles our own source after one change.</summary>
    private string Compile(string changed, string before, string after)
    {
        foreach (var source in Directory.EnumerateFiles(Path.Combine(LabPaths.Root, "bpf")))
        {
            File.Copy(source, Path.Combine(_folder, Path.GetFileName(source)), overwrite: true);
        }

        var file = Path.Combine(_folder, changed);
        var text = File.ReadAllText(file);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(before, after, StringComparison.Ordinal));
        var path = Path.Combine(_folder, "changed.bpf.o");
        var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";
        _ = Tool.Run(
            "clang", "-O2", "-g", "-target", "bpf", "-I", _folder, "-I", $"/usr/include/{machine}-linux-gnu", "-c", Path.Combine(_folder, "netmonitor.bpf.c"), "-o", path).Require();
        return path;
    }
}
