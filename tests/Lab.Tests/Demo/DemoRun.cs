using System.Globalization;

namespace NetMonitor.Lab.Tests.Demo;

/// <summary>One run of the demo's script, as <c>./build.sh demo</c> starts it once all is built, from inside a namespace with nothing in it.</summary>
internal sealed class DemoRun : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly LabProcess _process;

    private DemoRun(LabProcess process) => _process = process;

    public string Output => _process.Output;

    public string Said => $"{_process.Output}\n{_process.Error}";

    private string[] Namespaces => [$"nmdemo{_process.Id}-host", $"nmdemo{_process.Id}-peer"];

    private string Folder => Path.Combine(Path.GetTempPath(), $"nmdemo{_process.Id}");

    public static DemoRun Start(NetworkNamespace home, params string[] arguments) =>
        new(home.Spawn(Path.Combine(LabPaths.Root, "deploy", "demo", "demo.sh"), arguments));

    /// <summary>Returns when the program counts and the traffic runs, and gives the processes of both namespaces.</summary>
    public int[] AwaitTraffic()
    {
        Eventually.True(() => _process.HasExited || Output.Contains("== it runs", StringComparison.Ordinal), "the demo runs", Bound);
        Assert.False(_process.HasExited, Said);
        // Four iperf3, nginx, dnsmasq, the program, and eight that talk to them: each enters its namespace in its own time.
        int[] processes = [];
        Eventually.True(() => (processes = [.. Namespaces.SelectMany(PidsIn)]).Length >= 15, "fifteen processes in the namespaces", Bound);
        return processes;
    }

    public void Signal(int number) => _process.Signal(number);

    public int AwaitEnd() => _process.WaitForExit(Bound);

    public IEnumerable<string> NamespacesLeft() => Namespaces.Where(name => File.Exists($"/run/netns/{name}"));

    public bool IsFolderLeft() => Directory.Exists(Folder);

    public void Dispose() => _process.Dispose();

    private static IEnumerable<int> PidsIn(string name) => Tool.Run("ip", "netns", "pids", name).Require().Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture));
}
