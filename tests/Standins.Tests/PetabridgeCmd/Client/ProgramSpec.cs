using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NetMonitor.Lab;
using NetMonitor.Pbm;
using NetMonitor.Pbm.Connection;
using NetMonitor.Standins.Tests.PetabridgeCmd.Host;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

[Collection(WireCollection.Name)]
public sealed class ProgramSpec : Akka.TestKit.Xunit2.TestKit
{
    private readonly HostAddress _address;

    public ProgramSpec()
        : base(ToyHost.Hocon)
    {
        _address = ToyHost.Start(Sys, TestActor);
    }

    [Theory]
    [InlineData("toy say -t größer", ExitCode.Success, "größer.\n", "")]
    [InlineData("toy count", ExitCode.Success, "1\n2\n3\n", "")]
    [InlineData("toy nothing", ExitCode.Success, "", "")]
    [InlineData("toy refuse", ExitCode.Errored, "", "not that\n")]
    [InlineData("toy count -x 1", ExitCode.Errored, "", "'toy count' has no switch '-x'; switches: -n\n")]
    [InlineData("tyo", ExitCode.Errored, "", "no palette 'tyo'; palettes: toy\n")]
    [InlineData("help tyo", ExitCode.Errored, "", "no palette 'tyo'; palettes: toy\n")]
    internal async Task Answer_should_go_out_errors_apart_with_an_exit_code_of_its_own(string words, ExitCode code, string output, string error)
    {
        Assert.Equal(((int)code, output, error), await PbmRun.ToEndAsync("", [_address.ToString(), .. words.Split(' ')]));
    }

    [Fact]
    public async Task Word_should_be_asked_as_the_shell_gave_it()
    {
        Assert.Equal(((int)ExitCode.Success, "a b.\n", ""), await PbmRun.ToEndAsync("", _address.ToString(), "toy", "say", "-t", "a b"));
    }

    [Fact]
    public async Task Usage_should_be_an_answer_or_an_error()
    {
        var asked = await PbmRun.ToEndAsync("", "help");
        var deserved = await PbmRun.ToEndAsync("", "host:port", "toy");

        Assert.Equal(((int)ExitCode.Success, Invocation.Usage + "\n", ""), asked);
        Assert.Equal((int)ExitCode.Usage, deserved.Code);
        Assert.StartsWith("pbm: 'host:port' is no address", deserved.Error, StringComparison.Ordinal);
        Assert.Equal("", deserved.Output);
    }

    [Fact]
    public async Task Lines_should_be_commands_where_there_is_no_terminal()
    {
        Assert.Equal(((int)ExitCode.Success, "a.\n1\n2\n", ""), await PbmRun.ToEndAsync("toy say -t a\n\n  toy count -n 2", _address.ToString()));
        Assert.Equal(((int)ExitCode.Errored, "a.\n", "not that\n"), await PbmRun.ToEndAsync("toy refuse\ntoy say -t a\nexit\ntoy say -t b\n", _address.ToString()));
        Assert.Equal(((int)ExitCode.Success, "", ""), await PbmRun.ToEndAsync("", _address.ToString()));
    }

    [Fact]
    public async Task Missing_host_should_be_said_within_two_seconds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = listener.LocalEndpoint.ToString()!;

        var silent = await Timed(address);
        listener.Stop();
        var nobody = await Timed(address);

        Assert.Equal(((int)ExitCode.NoConnection, "", $"no connection to {address}: no answer within 1.5 s\n"), silent);
        Assert.Equal(((int)ExitCode.NoConnection, "", $"no connection to {address}: Connection refused\n"), nobody);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "is no host of pbm: a message of 1213486160 bytes, or no message of pbm; at most 16777216 bytes are read")]
    [InlineData("\0\0\0\u0002{}", "is no host of pbm: no message of pbm")]
    [InlineData("", "hung up: no host of pbm, perhaps")]
    public async Task Something_else_that_listens_should_be_said(string says, string reason)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var run = PbmRun.ToEndAsync("", listener.LocalEndpoint.ToString()!, "toy", "say");
        using (var client = await listener.AcceptTcpClientAsync())
        {
            _ = await client.GetStream().ReadAsync(new byte[1000]);
            await client.GetStream().WriteAsync(says.Select(one => (byte)one).ToArray());
        }

        var (code, output, error) = await run;
        Assert.Equal((int)ExitCode.NoConnection, code);
        Assert.Equal("", output);
        Assert.StartsWith($"what listens at {listener.LocalEndpoint} {reason}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_host_should_be_said()
    {
        using var run = PbmRun.Start([.. PbmRun.Command, _address.ToString(), "toy", "watch"]);
        Eventually.True(() => run.Output.Length > 0, "the command runs");

        await Sys.Terminate();

        Assert.Equal((int)ExitCode.NoConnection, await run.EndAsync());
        Assert.Equal("watching\n", run.Output);
    }

    [Fact]
    public async Task Program_should_end_when_nobody_reads_its_answer()
    {
        using var run = PbmRun.Start(["sh", "-c", "\"$0\" \"$@\" | head -c 1", .. PbmRun.Command, _address.ToString(), "toy", "plenty"]);

        Assert.Equal(0, await run.EndAsync());
        Assert.Equal("x", run.Output);
        ExpectMsg("stopped toy", TimeSpan.FromSeconds(30));
    }

    /// <summary>The bound holds for the program as it is shipped, precompiled. This one is not: it is given its start-up in addition.</summary>
    private static async Task<(int Code, string Output, string Error)> Timed(string address)
    {
        var start = Stopwatch.StartNew();
        await PbmRun.ToEndAsync("", "help");
        var startUp = start.Elapsed;
        start.Restart();
        var result = await PbmRun.ImpatientToEndAsync(address, "toy", "say");
        Assert.True(start.Elapsed < TimeSpan.FromSeconds(2) + (4 * startUp), $"{start.Elapsed} after a start-up of {startUp}");
        return result;
    }
}
