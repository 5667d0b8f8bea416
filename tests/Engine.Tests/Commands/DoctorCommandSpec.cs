using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NetMonitor.Engine.Diagnosis;
using NetMonitor.Engine.Tests.Diagnosis;
using NetMonitor.Engine.Tests.Documents;

namespace NetMonitor.Engine.Tests.Commands;

public sealed class DoctorCommandSpec
{
    [Theory]
    [InlineData("doctor --http 127.0.0.1:0 --pbm 127.0.0.1:0", "doctor.txt")]
    [InlineData("doctor --http 127.0.0.1:0 --pbm 127.0.0.1:0 --json", "doctor.json")]
    public async Task Doctor_should_answer_where_all_is_well(string arguments, string golden)
    {
        var (exitCode, output, error) = await Invocation.On(SampleFacts.Good, arguments);

        Assert.Equal((ExitCode.Ok, ""), (exitCode, error));
        Document.ShouldBe($"tests/Engine.Tests/Commands/{golden}", output);
    }

    [Theory]
    [InlineData("doctor --http 127.0.0.1:0 --pbm 127.0.0.1:0", "doctor-bad.txt")]
    [InlineData("doctor --http 127.0.0.1:0 --pbm 127.0.0.1:0 --json", "doctor-bad.json")]
    public async Task Doctor_should_answer_as_run_would_end(string arguments, string golden)
    {
        var (exitCode, output, _) = await Invocation.On(SampleFacts.Bad, arguments);

        Assert.Equal(ExitCode.Privilege, exitCode);
        Document.ShouldBe($"tests/Engine.Tests/Commands/{golden}", output.Replace(Environment.ProcessPath!, "/usr/bin/netmonitor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--http", "--pbm")]
    [InlineData("--pbm", "--http")]
    public async Task Doctor_should_name_the_address_that_is_taken(string flag, string other)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var (exitCode, output, _) = await Invocation.On(SampleFacts.Good, $"doctor {flag} {holder.LocalEndpoint} {other} 127.0.0.1:0");

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains($"{holder.LocalEndpoint} is taken", output, StringComparison.Ordinal);
        Assert.Contains($"mend: ss -ltnp sport = :{((IPEndPoint)holder.LocalEndpoint).Port}\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--interface wlan7", ExitCode.Usage, "no NIC matches 'wlan7'")]
    [InlineData("--exclude *", ExitCode.Usage, "leaves no NIC to count")]
    [InlineData("--mode native --interface eth1", ExitCode.Kernel, "XDP program 42 is on it already")]
    [InlineData("--mode native", ExitCode.Ok, "XDP program 42 is on it already")]
    public async Task Doctor_should_look_at_the_nics_that_run_would_take(string arguments, ExitCode expected, string words)
    {
        var (exitCode, output, _) = await Invocation.On(SampleFacts.Good, $"doctor --http 127.0.0.1:0 --pbm 127.0.0.1:0 {arguments}");

        Assert.Equal(expected, exitCode);
        Assert.Contains(words, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mode kernel")]
    [InlineData("--simulate")]
    public async Task Doctor_should_ask_for_no_rights_where_nothing_is_attached(string arguments)
    {
        var (exitCode, output, _) = await Invocation.On(SampleFacts.Bad, $"doctor --http 127.0.0.1:0 --pbm 127.0.0.1:0 {arguments}");

        Assert.Equal(ExitCode.Ok, exitCode);
        Assert.Contains("neither rights nor BPF are needed", output, StringComparison.Ordinal);
        Assert.Equal(arguments == "--mode kernel", output.Contains("eth0  ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doctor_should_say_so_where_the_kernel_does_not_tell_its_nics()
    {
        var (exitCode, output, _) = await Invocation.On(SampleFacts.Good with { Links = [], LinksFailure = "list links: ENOBUFS" }, "doctor --http 127.0.0.1:0 --pbm 127.0.0.1:0 --json");

        Assert.Equal(ExitCode.Kernel, exitCode);
        var check = JsonDocument.Parse(output).RootElement.GetProperty("checks").EnumerateArray().Last();
        Assert.Equal(("interfaces", "list links: ENOBUFS"), (check.GetProperty("name").GetString(), check.GetProperty("finding").GetString()));
        Assert.Equal(nameof(Verdict.Problem).ToLowerInvariant(), check.GetProperty("verdict").GetString());
    }
}
