using System.Net;
using System.Net.Sockets;

namespace NetMonitor.Lab.Tests.Lab;

public class NetworkNamespaceSpec
{
    [RootFact]
    public void NetworkNamespace_should_be_gone_with_its_processes_after_a_failure()
    {
        var path = "";
        var left = 0;
        _ = Assert.Throws<InvalidOperationException>(() =>
        {
            using var made = NetworkNamespace.Create();
            path = made.Path;
            left = made.Spawn("sleep", ["1000"]).Id;
            Assert.True(Directory.Exists($"/proc/{left}"));
            Assert.True(File.Exists(path));
            _ = made.Exec("false").Require();
        });
        Assert.False(File.Exists(path));
        Assert.False(Directory.Exists($"/proc/{left}"));
    }

    [RootFact]
    public void NetworkNamespace_should_be_swept_when_its_process_is_gone()
    {
        using var ours = NetworkNamespace.Create();
        var gone = Tool.Run("sh", "-c", "echo $$").Require().Output.Trim();
        _ = Tool.Run("ip", "netns", "add", $"nm{gone}-1").Require();
        NamespaceNames.Sweep();
        Assert.False(File.Exists($"/run/netns/nm{gone}-1"));
        Assert.True(File.Exists(ours.Path));
    }

    [Fact]
    public void NetworkNamespace_should_sweep_no_name_that_is_not_of_its_making() =>
        Assert.Equal(
            ["nm12-1"],
            NamespaceNames.Leftovers(["nm12-1", "nm13-1", "nm12", "nm-1", "nm12-", "nm12-x", "nmx-1", "nm12-1-1", "vpn12-1"], pid => pid == 13));

    [RootFact]
    public void NetworkNamespace_should_run_work_in_order_on_one_thread_of_its_own()
    {
        using var made = NetworkNamespace.Create();
        var threads = Enumerable.Range(0, 100).Select(_ => made.Run(() => Environment.CurrentManagedThreadId)).Distinct().ToArray();
        Assert.NotEqual(Environment.CurrentManagedThreadId, Assert.Single(threads));
        Assert.Equal(threads[0], made.Run(() => made.Run(() => Environment.CurrentManagedThreadId)));
    }

    [RootFact]
    public void NetworkNamespace_should_hand_an_exception_back_and_go_on()
    {
        using var made = NetworkNamespace.Create();
        Assert.Equal("from inside", Assert.Throws<FormatException>(() => made.Run(() => throw new FormatException("from inside"))).Message);
        Assert.Equal(7, made.Run(() => 7));
    }

    [RootFact]
    public void NetworkNamespace_should_start_commands_inside_with_the_mounts_of_the_host()
    {
        using var made = NetworkNamespace.Create();
        var inside = made.Exec("readlink", "/proc/self/ns/net", "/proc/self/ns/mnt").Require().Output.Split('\n');
        var outside = Tool.Run("readlink", "/proc/self/ns/net", "/proc/self/ns/mnt").Require().Output.Split('\n');
        Assert.NotEqual(outside[0], inside[0]);
        Assert.Equal(outside[1], inside[1]);
        using var spawned = made.Spawn("readlink", ["/proc/self/ns/net"]);
        Assert.Equal(0, spawned.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.Equal(inside[0], spawned.Output.Trim());
    }

    [RootFact]
    public async Task NetworkNamespace_should_answer_http_from_inside_only()
    {
        using var made = NetworkNamespace.Create();
        using var server = made.Run(() => new TcpListener(IPAddress.Loopback, 0));
        made.Run(server.Start);
        var answer = AnswerOnceAsync(server);
        using var client = made.CreateHttpClient();
        Assert.Equal("inside", await client.GetStringAsync($"http://{server.LocalEndpoint}/"));
        await answer;
        using var outside = new HttpClient();
        _ = await Assert.ThrowsAsync<HttpRequestException>(() => outside.GetStringAsync($"http://{server.LocalEndpoint}/"));
    }

    [RootFact]
    public void NetworkNamespace_should_name_the_command_that_failed_and_what_it_said()
    {
        using var made = NetworkNamespace.Create();
        var failure = Assert.Throws<InvalidOperationException>(() => made.Ip("link set nosuch up"));
        Assert.Contains(made.Name, failure.Message, StringComparison.Ordinal);
        Assert.Contains("nosuch", failure.Message, StringComparison.Ordinal);
    }

    private static async Task AnswerOnceAsync(TcpListener server)
    {
        using var connection = await server.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        var request = new byte[4096];
        _ = await stream.ReadAsync(request);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\ninside"u8.ToArray());
    }
}
