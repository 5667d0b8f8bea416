namespace NetMonitor.Lab.Tests.Startup;

/// <summary>There is no password: who listens for more than this host is told so.</summary>
public sealed class ListenersSpec : IDisposable
{
    private const string Read = "is not the loopback address: whoever reaches it can read the metrics, there is no password";
    private const string Steer = "is not the loopback address: whoever reaches it can detach NICs, there is no password";

    private readonly NetworkNamespace _home = NetworkNamespace.Create();

    public void Dispose() => _home.Dispose();

    [RootTheory("setpriv")]
    [InlineData("127.0.0.1:0", "127.0.0.1:0", false, false)]
    [InlineData("[::1]:0", "[::1]:0", false, false)]
    [InlineData("0.0.0.0:0", "127.0.0.1:0", true, false)]
    [InlineData("[::]:0", "off", true, false)]
    [InlineData("127.0.0.1:0", "0.0.0.0:0", false, true)]
    [InlineData("127.0.0.1:0", "[::]:0", false, true)]
    public async Task Listener_off_the_loopback_device_should_be_warned_of(string http, string pbm, bool warnsOfHttp, bool warnsOfPbm)
    {
        _home.SetSysctl("net.ipv6.conf.lo.disable_ipv6", "0");
        using var run = NetMonitorRun.Start(_home, "--simulate", "--http", http, "--pbm", pbm);
        // Said after both warnings.
        await Eventually.TrueAsync(() => Task.FromResult(Log(run).Contains("simulated:", StringComparison.Ordinal)), "it says what it counts");

        Assert.Equal(warnsOfHttp, Log(run).Contains($"{http} {Read}", StringComparison.Ordinal));
        Assert.Equal(warnsOfPbm, Log(run).Contains(Steer, StringComparison.Ordinal));
    }

    private static string Log(NetMonitorRun run) => run.Process.Error + run.Process.Output;
}
