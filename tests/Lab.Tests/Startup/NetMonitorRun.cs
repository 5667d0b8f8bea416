using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab.Tests.Startup;

/// <summary>The real program, as its own process inside a lab's host.</summary>
internal sealed class NetMonitorRun : IDisposable
{
    private const string Listening = "listening on ";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    private readonly NetworkNamespace _home;

    private NetMonitorRun(NetworkNamespace home, LabProcess process)
    {
        _home = home;
        Process = process;
    }

    /// <summary>The program beside the tests.</summary>
    public static string Folder => AppContext.BaseDirectory;

    public LabProcess Process { get; }

    /// <summary>The lines that are for people; the log goes beside them.</summary>
    public string[] Said => [.. Process.Error.Split('\n').Where(line => line.StartsWith("netmonitor: ", StringComparison.Ordinal))];

    /// <summary><c>netmonitor run</c> on a port that the system chooses, unless the arguments name one.</summary>
    public static NetMonitorRun Start(NetworkNamespace home, params string[] arguments) => StartUnder(home, [], Folder, arguments);

    /// <summary>The same, with programs that end with the process.</summary>
    public static NetMonitorRun StartUnpinned(NetworkNamespace home, params string[] arguments) =>
        StartUnder(home, [], Folder, arguments, new() { ["NETMONITOR_BPF_PINS"] = "off" });

    /// <summary>The same, with variables of its own.</summary>
    public static NetMonitorRun StartWith(NetworkNamespace home, Dictionary<string, string> environment, params string[] arguments) =>
        StartUnder(home, [], Folder, arguments, new(environment));

    /// <param name="privileges">What <c>setpriv</c> is told; it then becomes the program.</param>
    /// <param name="folder">Where the program is.</param>
    public static NetMonitorRun StartUnder(NetworkNamespace home, string[] privileges, string folder, params string[] arguments) =>
        StartUnder(home, privileges, folder, arguments, new() { ["NETMONITOR_BPF_DETACH_ON_EXIT"] = "on" });

    private static NetMonitorRun StartUnder(NetworkNamespace home, string[] privileges, string folder, string[] arguments, Dictionary<string, string> environment)
    {
        string[] faces = [.. new[] { "--http", "--pbm" }.Where(flag => !arguments.Contains(flag)).SelectMany(flag => new[] { flag, "127.0.0.1:0" })];
        var runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        (environment["DOTNET_ROOT"], environment["NETMONITOR_INTERVAL"]) = (runtime, "200ms");
        string[] all = [.. privileges, "--", Path.Combine(folder, "netmonitor"), "run", .. faces, .. arguments];
        return new NetMonitorRun(home, home.Spawn("setpriv", all, environment));
    }

    /// <summary>Waits for the end, which is to have this exit code, and returns the one line that says why.</summary>
    public string Refusal(int exitCode)
    {
        Assert.Equal(exitCode, Process.WaitForExit(Bound));
        return Assert.Single(Said);
    }

    /// <summary>Returns when <c>/readyz</c> says yes.</summary>
    public async Task<NetMonitorRun> Ready()
    {
        await Eventually.TrueAsync(async () => (await Get("readyz")).StatusCode == HttpStatusCode.OK, "ready", Bound);
        return this;
    }

    /// <summary>Returns when HTTP answers, perhaps before the first NIC is attached.</summary>
    public NetMonitorRun Listens()
    {
        Eventually.True(() => Process.HasExited || Process.Output.Contains(Listening, StringComparison.Ordinal), "listens", Bound);
        Assert.False(Process.HasExited, Process.Error);
        return this;
    }

    public async Task<string> Metrics() => await Read("metrics");

    /// <param name="path">Below the root.</param>
    public async Task<string> Api(string path) => await Read(path);

    public async Task<string> Readiness() => await Read("readyz");

    /// <summary>Returns when so many packets were counted, neither more nor fewer.</summary>
    public async Task Counts(string nic, string direction, long packets)
    {
        var last = 0L;
        await Eventually.TrueAsync(
            async () => (last = Packets(await Metrics(), nic, direction)) >= packets, $"{packets} packets {direction} on {nic}", Bound);
        Assert.Equal(packets, last);
    }

    public void Dispose() => Process.Dispose();

    private static long Packets(string metrics, string nic, string direction) => metrics.Split('\n')
        .Where(line => line.StartsWith("network_packets_total{", StringComparison.Ordinal)
            && line.Contains($"interface=\"{nic}\"", StringComparison.Ordinal) && line.Contains($"direction=\"{direction}\"", StringComparison.Ordinal))
        .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    private async Task<string> Read(string path) => await (await Get(path)).Content.ReadAsStringAsync();

    private async Task<HttpResponseMessage> Get(string path)
    {
        _ = Listens();
        var start = Process.Output.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length;
        using var client = _home.CreateHttpClient();
        return await client.GetAsync(new Uri(new Uri(Process.Output[start..].Split('\n')[0]), path));
    }
}
