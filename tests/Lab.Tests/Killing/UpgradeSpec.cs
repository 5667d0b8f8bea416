using System.Globalization;
using System.Runtime.InteropServices;
using NetMonitor.Lab.Tests.Faults;
using NetMonitor.Lab.Tests.Pins;
using NetMonitor.Lab.Tests.Startup;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>One build takes over from another one of another ABI and is killed at a step of it; then the first takes over again. All under traffic.</summary>
public sealed class UpgradeSpec(ITestOutputHelper output) : IDisposable
{
    private const int SigKill = 9;

    private static readonly string[] Nics = ["eth1", "eth2", "eth3", "eth4"];
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private readonly VethLab _lab = VethLab.Create(Nics);
    private readonly string _folder = Directory.CreateTempSubdirectory("netmonitor-upgrade-").FullName;

    /// <summary>All of them by <c>./build.sh soak</c>; some within <c>./build.sh test</c>.</summary>
    private static int Steps =>
        int.TryParse(Environment.GetEnvironmentVariable("LAB_UPGRADE_STEPS"), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) ? steps : 6;

    private string[] Arguments => MixedModes.Arguments(MixedModes.Write(_folder));

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BpfFact("ip", "tc", "setpriv", "strace", "clang", "llvm-strip")]
    public async Task Every_packet_should_be_in_the_totals_once_when_an_upgrade_is_killed_at_any_step()
    {
        using var other = new OtherBuild();
        await Live();
        using var traffic = new SteadyTraffic(_lab);
        using var counters = new CounterWatch(_lab.Host, MixedModes.Metrics);
        var log = Path.Combine(_folder, "strace.log");
        await Upgrade(other, null, log);
        var all = KilledStep.From(File.ReadAllLines(log));
        Assert.Contains(all, step => step.Call == "rename");
        var every = Math.Max(1, all.Count / Steps);
        var chosen = all.Where((step, at) => step.Call == "rename" || step.What.StartsWith("bpf(BPF_LINK_UPDATE", StringComparison.Ordinal) || at % every == 0).ToList();
        var killed = 0;
        foreach (var step in chosen)
        {
            await Live();
            killed += await Upgrade(other, step, log) ? 1 : 0;
        }

        // The other one to its end, and back.
        using (var next = await NetMonitorRun.StartUnder(_lab.Host, [], other.Folder, Arguments).Ready())
        {
            await Expect(next);
            next.Process.Signal(SigKill);
            _ = next.Process.WaitForExit(Bound);
        }

        using var last = await NetMonitorRun.Start(_lab.Host, Arguments).Ready();
        await Expect(last);
        traffic.Stop();
        await Exact.Now(last, Nics, traffic.Sent);
        await counters.Stop();
        output.WriteLine($"{killed} of {chosen.Count} killed at a step, of {all.Count}; {traffic.Sent} sent per NIC and direction; {counters.Seen} scrapes");
        Assert.Empty(counters.SteppedBack);
        Assert.True(killed > chosen.Count / 2, $"only {killed} of {chosen.Count} were killed at a step");
    }

    /// <summary>This build, until all four count; then it is killed.</summary>
    private async Task Live()
    {
        using var run = await NetMonitorRun.Start(_lab.Host, Arguments).Ready();
        await Expect(run);
        run.Process.Signal(SigKill);
        _ = run.Process.WaitForExit(Bound);
    }

    private static Task Expect(NetMonitorRun run) => Exact.AllCount(run, Nics.Length, Bound);

    /// <summary>The other build, killed when it comes to the step, or else when all four count.</summary>
    /// <returns>Whether it came to the step.</returns>
    private async Task<bool> Upgrade(OtherBuild other, KilledStep? step, string log)
    {
        string[] kill = step is null ? [] : ["-e", $"inject={step.Call}:signal=SIGKILL:when={step.Number}"];
        var runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var traced = _lab.Host.Spawn(
            "strace",
            ["-f", "-qq", "-o", log, "-e", $"trace={KilledStep.Calls}", .. kill, Path.Combine(other.Folder, "netmonitor"), "run", .. Arguments],
            new Dictionary<string, string> { ["DOTNET_ROOT"] = runtime, ["NETMONITOR_INTERVAL"] = "200ms" });
        using var client = _lab.Host.CreateHttpClient();
        await Eventually.TrueAsync(async () => traced.HasExited || await Counts(client), $"killed, or all four count: {traced.Output} {traced.Error}", Bound);
        var came = traced.HasExited;
        if (!came)
        {
            _ = _lab.Host.Exec("pkill", "-KILL", "-P", $"{traced.Id}");
        }

        _ = traced.WaitForExit(Bound);
        return came;
    }

    private static async Task<bool> Counts(HttpClient client)
    {
        try
        {
            return Exact.Counting(await client.GetStringAsync(MixedModes.Metrics)) == Nics.Length;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
