using System.Diagnostics;
using NetMonitor.Lab;

namespace NetMonitor.Bench;

/// <summary>One life of <c>bin/netmonitor</c> on a lab's host.</summary>
internal sealed class AgentRun : IDisposable
{
    private const int SigTerm = 15;
    private static readonly Uri Address = new("http://127.0.0.1:9460/");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly LabProcess _process;
    private readonly HttpClient _client;

    /// <param name="more">Behind <c>run --interval 1s</c>.</param>
    /// <param name="cpus">None: on all.</param>
    public AgentRun(NetworkNamespace host, IEnumerable<string>? more = null, IReadOnlyDictionary<string, string>? environment = null, CpuSplit? cpus = null)
    {
        string[] arguments = ["run", "--interval", "1s", .. more ?? []];
        _client = host.CreateHttpClient();
        _process = cpus is null ? host.Spawn(Program, arguments, environment) : cpus.Spawn(host, Program, arguments, environment);
    }

    /// <summary>What <c>build.sh</c> leaves, with its environment.</summary>
    public static string Program { get; } = Path.Combine(LabPaths.Root, "bin", "netmonitor");

    public int Id => _process.Id;

    /// <summary>Asks until it answers with success.</summary>
    /// <returns>Seconds since the start.</returns>
    public async Task<double> AnswersAsync(string path, CancellationToken stop)
    {
        while (!await DoesAnswerAsync(path, stop))
        {
            if (_process.HasExited || _since.Elapsed > Bound)
            {
                throw new InvalidOperationException($"no answer of /{path} after {_since.Elapsed}: {_process.Error} {_process.Output}");
            }

            await Task.Delay(Pause, stop);
        }

        return _since.Elapsed.TotalSeconds;
    }

    public Task<string> MetricsAsync(CancellationToken stop) => _client.GetStringAsync(new Uri(Address, "metrics"), stop);

    /// <returns>Seconds from the signal to the end.</returns>
    public double End()
    {
        var since = Stopwatch.StartNew();
        _process.Signal(SigTerm);
        _ = _process.WaitForExit(Bound);
        return since.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Dispose();
    }

    private async Task<bool> DoesAnswerAsync(string path, CancellationToken stop)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(Address, path), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
