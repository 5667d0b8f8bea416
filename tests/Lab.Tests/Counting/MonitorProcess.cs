using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>The program itself, as it was built, running on the NICs of a lab's host.</summary>
internal sealed partial class MonitorProcess : IDisposable
{
    /// <summary>What the issue grants from SIGTERM to the end.</summary>
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(2);

    private const int SigKill = 9;
    private const int SigTerm = 15;

    private readonly NetworkNamespace _host;
    private readonly LabProcess _process;
    private readonly HttpClient _client;
    private readonly Uri _address;

    private MonitorProcess(NetworkNamespace host, LabProcess process, HttpClient client, Uri address)
    {
        _host = host;
        _process = process;
        _client = client;
        _address = address;
    }

    public int Id => _process.Id;

    /// <summary>All that it said, for a failure.</summary>
    public string Said => $"{_process.Output}\n{_process.Error}";

    /// <summary>For those who start it in a way of their own: the words before its arguments, and the variables that it takes.</summary>
    public static IReadOnlyList<string> CommandLine => Program() is var (command, arguments) ? [command, .. arguments] : [];

    public static IReadOnlyDictionary<string, string> Surroundings { get; } = new Dictionary<string, string> { ["DOTNET_ROOT"] = DotnetRoot };

    /// <summary>Returns when every NIC was tried and at least one counts.</summary>
    public static async Task<MonitorProcess> StartAsync(NetworkNamespace host, string mode, params string[] more)
    {
        var (command, arguments) = Program();
        var process = host.Spawn(
            command,
            [.. arguments, "run", "--mode", mode, "--interval", "100ms", "--http", "127.0.0.1:0", "--pbm", "127.0.0.1:0", .. more],
            new Dictionary<string, string> { ["DOTNET_ROOT"] = DotnetRoot });
        Eventually.True(
            () => process.HasExited || Listening().IsMatch(process.Output),
            $"netmonitor listening; it said: {process.Output} {process.Error}");
        if (process.HasExited)
        {
            throw new InvalidOperationException($"netmonitor ended with {process.ExitCode}: {process.Output} {process.Error}");
        }

        var address = new Uri(Listening().Match(process.Output).Groups[1].Value);
        var monitor = new MonitorProcess(host, process, host.CreateHttpClient(), address);
        await Eventually.TrueAsync(monitor.IsReadyAsync, $"netmonitor ready; it said: {monitor.Said}");
        return monitor;
    }

    public async Task<Scrape> ScrapeAsync() => Scrape.Parse(await _client.GetStringAsync(new Uri(_address, "metrics")));

    /// <summary>Scrapes until the condition holds, and returns that scrape; the last one when it never does, so that the test can say
    /// what is wrong.</summary>
    public async Task<Scrape> ScrapeUntilAsync(Func<Scrape, bool> condition)
    {
        var last = await ScrapeAsync();
        try
        {
            await Eventually.TrueAsync(
                async () => condition(last = await ScrapeAsync()), "what was sent is in /metrics", TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException)
        {
            return last;
        }

        return last;
    }

    /// <summary>What it answers to a command of the palette <c>net</c>, asked by the program pbm.</summary>
    public string Pbm(params string[] words) => AskPbm(words).Require().Output;

    /// <summary>What is said of a command that is refused.</summary>
    public string PbmRefusal(params string[] words)
    {
        var refused = AskPbm(words);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        return refused.Error;
    }

    /// <summary>Tells it to end, and returns the exit code.</summary>
    /// <exception cref="TimeoutException">It takes longer than it may.</exception>
    public int End()
    {
        _process.Signal(SigTerm);
        return _process.WaitForExit(EndBound);
    }

    /// <summary>Ends it as a fault would, and returns when it is gone.</summary>
    public void Kill()
    {
        _process.Signal(SigKill);
        _ = _process.WaitForExit(TimeSpan.FromSeconds(20));
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Dispose();
    }

    private ToolResult AskPbm(string[] words) => PbmClient.Ask(_host, _process, words);

    private static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Built beside the tests, which refer to it; without its own executable the runtime starts it.</summary>
    private static (string Command, string[] Arguments) Program()
    {
        var built = Path.Combine(AppContext.BaseDirectory, "netmonitor");
        return File.Exists(built) ? (built, []) : (Path.Combine(DotnetRoot, "dotnet"), [built + ".dll"]);
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"netmonitor ended with {_process.ExitCode}: {Said}");
        }

        using var answer = await _client.GetAsync(new Uri(_address, "readyz"));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    [GeneratedRegex(@"^listening on (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Listening();
}
