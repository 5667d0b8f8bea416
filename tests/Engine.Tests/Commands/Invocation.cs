using System.Net;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Commands;
using NetMonitor.Engine.Diagnosis;
using NetMonitor.Engine.Tests.Diagnosis;
using NetMonitor.Engine.Tests.Scripted;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Commands;

/// <summary>One run of the whole program in this process, over a scripted kernel.</summary>
internal sealed class Invocation : IAsyncDisposable
{
    private const string Listening = "listening on ";
    private const string PbmOn = "pbm on ";

    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private Invocation(
        IDataPlane dataPlane, HostFacts facts, IEnumerable<string> arguments, (string Name, string Value)[] environment)
    {
        var surroundings = new Surroundings(
            _ => dataPlane,
            settings => facts.Programs.LoadFailure is { } failure
                ? throw new StartFailure(ExitCode.Kernel, failure)
                : new VerifiedPrograms($"{settings.Mode}.o", facts.Programs.Loaded),
            new HostInspection(_ => facts.Links, () => facts.Kernel, _ => facts),
            [
                // Programs of other tests run at the same time. Flags win over this.
                KeyValuePair.Create("NETMONITOR_PBM_LISTEN", "127.0.0.1:0"),
                .. environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)),
            ],
            TextWriter.Synchronized(_output),
            TextWriter.Synchronized(_error),
            TimeProvider.System);
        Ended = Task.Run(() => NetMonitorCommand.RunAsync([.. arguments], surroundings, _stop.Token));
    }

    public Task<ExitCode> Ended { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public static Invocation Of(IDataPlane dataPlane, string arguments, params (string Name, string Value)[] environment) =>
        new(dataPlane, SampleFacts.Good, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), environment);

    /// <summary>Runs a command that looks at a host in this state, to the end.</summary>
    public static async Task<(ExitCode ExitCode, string Output, string Error)> On(HostFacts facts, string arguments)
    {
        await using var run = new Invocation(new ScriptedDataPlane(), facts, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), []);
        return (await run.Ended.WaitAsync(TimeSpan.FromSeconds(30)), run.Output, run.Error);
    }

    /// <summary>Runs to the end and answers how it ended.</summary>
    public static async Task<(ExitCode ExitCode, string Error)> EndOf(
        IDataPlane dataPlane, string arguments, params (string Name, string Value)[] environment)
    {
        await using var run = Of(dataPlane, arguments, environment);
        return (await run.Ended.WaitAsync(TimeSpan.FromSeconds(30)), run.Error);
    }

    /// <summary>Status and body.</summary>
    public async Task<(HttpStatusCode Status, string Body)> Get(string path)
    {
        using var response = await _http.GetAsync(new Uri(await Address(), path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<Uri> Address()
    {
        await Eventually.TrueAsync(() => Task.FromResult(Output.Contains('\n', StringComparison.Ordinal) || Ended.IsCompleted), "it listens");
        if (Ended.IsFaulted)
        {
            _ = await Ended;
        }

        Assert.StartsWith(Listening, Output + Error, StringComparison.Ordinal);
        return new Uri(Output.Split('\n')[0][Listening.Length..]);
    }

    /// <summary>Where pbm is answered.</summary>
    public async Task<IPEndPoint> Pbm()
    {
        _ = await Address();
        await Eventually.TrueAsync(() => Task.FromResult(Output.Contains(PbmOn, StringComparison.Ordinal)), "it says where pbm is answered");
        return IPEndPoint.Parse(Output.Split('\n').First(line => line.StartsWith(PbmOn, StringComparison.Ordinal))[PbmOn.Length..]);
    }

    public async Task<ExitCode> Stop()
    {
        await _stop.CancelAsync();
        return await Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Ended.WaitAsync(TimeSpan.FromSeconds(30))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }
}
