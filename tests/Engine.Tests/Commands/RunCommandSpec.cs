using System.Net;
using System.Net.Sockets;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Engine.Tests.Scripted;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Commands;

public sealed class RunCommandSpec
{
    private const string Run = "run --http 127.0.0.1:0 --interval 100ms ";

    private readonly ScriptedDataPlane _host = new(Links.Lo, Links.Nic("eth0", 2), Links.Nic("eth1", 3));

    [Fact]
    public async Task Run_should_show_every_nic_and_leave_nothing_attached()
    {
        await using var run = Invocation.Of(_host, Run);
        await Ready(run);

        var (status, metrics) = await run.Get("/metrics");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("network_packets_total{interface=\"eth0\",direction=\"rx\",protocol=\"udp\",ip_version=\"4\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("netmonitor_interface_condition{interface=\"eth1\",condition=\"counting\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("\"lo\"", metrics, StringComparison.Ordinal);
        Assert.Equal(2, _host.AttachedCount);

        Assert.Equal(ExitCode.Ok, await run.Stop());
        Assert.Equal(0, _host.AttachedCount);
        Assert.True(_host.IsDisposed);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Run_should_publish_no_metrics_but_its_own()
    {
        await using var run = Invocation.Of(_host, Run);
        await Ready(run);

        Assert.All(
            (await run.Get("/metrics")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'),
            line => Assert.StartsWith("net", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_should_answer_before_the_last_nic_is_attached()
    {
        await using var run = Invocation.Of(_host.Holding(), Run);

        Assert.Equal(HttpStatusCode.OK, (await run.Get("/metrics")).Status);
        Assert.Equal((HttpStatusCode.OK, "alive\n"), await run.Get("/healthz"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "eth0: attaching\neth1: attaching\n"), await run.Get("/readyz"));

        _host.Release();
        await Ready(run);
    }

    [Fact]
    public async Task Run_should_count_on_when_one_nic_refuses()
    {
        await using var run = Invocation.Of(_host.Refusing("eth1", FailureKind.Attach, "native XDP on eth1: EOPNOTSUPP"), Run);
        await Ready(run);

        Assert.Equal("eth0: counting\neth1: failing: native XDP on eth1: EOPNOTSUPP\n", (await run.Get("/readyz")).Body);
        Assert.Contains(
            "network_interface_info{interface=\"eth1\",mode=\"none\",reason=\"native XDP on eth1: EOPNOTSUPP\",driver=\"veth\"",
            (await run.Get("/metrics")).Body,
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await run.Stop());
    }

    [Fact]
    public async Task Run_should_follow_nics_that_come_and_go()
    {
        await using var run = Invocation.Of(_host, Run, ("NETMONITOR_INTERFACES_REFRESH", "1s"));
        await Ready(run);

        _host.Change(Links.Lo, Links.Nic("eth1", 3), Links.Nic("eth2", 4));
        await Eventually.TrueAsync(async () => (await run.Get("/readyz")).Body == "eth1: counting\neth2: counting\n", "eth2 counts");
        await Eventually.TrueAsync(
            async () => !(await run.Get("/metrics")).Body.Contains("eth0", StringComparison.Ordinal), "the series of eth0 are gone");
        Assert.Equal(2, _host.AttachedCount);
    }

    [Fact]
    public async Task Run_should_end_as_refused_by_the_kernel_when_no_nic_could_be_attached()
    {
        var (exitCode, error) = await Invocation.EndOf(
            _host.Refusing("eth0", FailureKind.Attach, "tcx: EINVAL").Refusing("eth1", FailureKind.Attach, "tcx: EBUSY"), Run);

        Assert.Equal(ExitCode.Kernel, exitCode);
        Assert.Equal(
            ["netmonitor: eth0: tcx: EINVAL", "netmonitor: eth1: tcx: EBUSY", "netmonitor: no NIC could be attached"],
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.True(_host.IsDisposed);
    }

    [Fact]
    public async Task Run_should_end_as_unprivileged_when_a_right_was_missing()
    {
        var (exitCode, error) = await Invocation.EndOf(
            _host.Refusing("eth0", FailureKind.Attach, "tcx: EINVAL").Refusing("eth1", FailureKind.Privilege, "CAP_NET_ADMIN is missing"), Run);

        Assert.Equal(ExitCode.Privilege, exitCode);
        Assert.Contains("netmonitor: eth1: CAP_NET_ADMIN is missing\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_should_name_the_key_when_the_actor_system_does_not_start_with_it()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.conf");
        await File.WriteAllTextAsync(file, "akka.scheduler.implementation = \"No.Such.Scheduler, Nowhere\"\n");
        try
        {
            var (exitCode, error) = await Invocation.EndOf(_host, $"{Run} --config {file}");

            Assert.Equal(ExitCode.Usage, exitCode);
            Assert.StartsWith($"netmonitor: {file}:1: akka.scheduler.implementation: the actor system does not start with that: ", error, StringComparison.Ordinal);
            Assert.True(_host.IsDisposed);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--http")]
    [InlineData("--pbm")]
    public async Task Run_should_name_the_address_that_is_taken(string flag)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var (exitCode, error) = await Invocation.EndOf(_host, $"run {Elsewhere(flag)} {flag} 127.0.0.1:{port}");

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith($"netmonitor: {flag}: 127.0.0.1:{port} is taken", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Equal(0, _host.AttachedCount);
        Assert.True(_host.IsDisposed);
    }

    [Theory]
    [InlineData("--http")]
    [InlineData("--pbm")]
    public async Task Run_should_name_an_address_that_is_not_of_this_host(string flag)
    {
        var (exitCode, error) = await Invocation.EndOf(_host, $"run {Elsewhere(flag)} {flag} 192.0.2.1:0");

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith($"netmonitor: {flag}: cannot listen on 192.0.2.1:0", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run --interface eth9", "netmonitor: --interface (netmonitor.interfaces.include): no NIC matches 'eth9'; there are lo, eth0, eth1\n")]
    [InlineData("run --interval 5", "netmonitor: --interval: found '5'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m\n")]
    [InlineData("run --mode xdp", "netmonitor: --mode: found 'xdp'; takes one of auto, native, tcx, tc, generic, kernel\n")]
    [InlineData("run --simulate --mode tc", "netmonitor: --mode: found 'tc'; takes auto while NICs are simulated (--simulate): they have nothing to attach to\n")]
    [InlineData("run --simulate --nics 0", "netmonitor: --nics: found '0'; takes a whole number from 1 to 1024\n")]
    [InlineData("run --intervall 5s", "netmonitor: Unrecognized command or argument '--intervall'. ('netmonitor run --help' lists what there is)\n")]
    [InlineData("", "netmonitor: Required command was not provided. ('netmonitor --help' lists what there is)\n")]
    [InlineData("run --config /there/is/none", "netmonitor: --config: cannot read '/there/is/none': Could not find a part of the path '/there/is/none'.\n")]
    public async Task Run_should_end_with_one_line_when_misused(string arguments, string line) =>
        Assert.Equal((ExitCode.Usage, line), await Invocation.EndOf(_host, arguments));

    [Fact]
    public async Task Run_should_refuse_a_variable_that_names_no_setting()
    {
        var (exitCode, error) = await Invocation.EndOf(_host, "run", ("NETMONITOR_HTTP", "x"));

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith("netmonitor: NETMONITOR_HTTP: no such setting", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_should_take_repeated_names_and_globs()
    {
        await using var run = Invocation.Of(_host, Run + "--interface lo --interface eth? --exclude eth0");
        await Ready(run);

        Assert.Equal("lo: counting\neth1: counting\n", (await run.Get("/readyz")).Body);
    }

    /// <summary>A free port for the other one of the two faces.</summary>
    private static string Elsewhere(string flag) => (flag == "--http" ? "--pbm" : "--http") + " 127.0.0.1:0";

    private static Task Ready(Invocation run) =>
        Eventually.TrueAsync(async () => (await run.Get("/readyz")).Status == HttpStatusCode.OK, "ready");
}
