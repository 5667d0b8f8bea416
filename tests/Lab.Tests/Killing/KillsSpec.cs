using System.Diagnostics;
using System.Globalization;
using NetMonitor.Lab.Tests.Faults;
using NetMonitor.Lab.Tests.Startup;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>The program is killed again and again, at any moment of its life, and started again, while traffic goes on.</summary>
public sealed class KillsSpec(ITestOutputHelper output) : IDisposable
{
    private const int SigKill = 9;

    private static readonly string[] Nics = ["eth1", "eth2", "eth3", "eth4"];
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly VethLab _lab = VethLab.Create(Nics);
    private readonly string _folder = Directory.CreateTempSubdirectory("netmonitor-kills-").FullName;

    /// <summary>A hundred by <c>./build.sh soak</c>; fewer within <c>./build.sh test</c>, which is to end.</summary>
    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("LAB_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 20;

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BpfFact("ip", "tc", "setpriv")]
    public async Task Every_packet_should_be_in_the_totals_once_when_the_program_is_killed_at_any_moment()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        var run = await Start().Ready();
        var life = watch.Elapsed * 1.3;
        await Exact.AllCount(run, Nics.Length, Bound);
        using var traffic = new SteadyTraffic(_lab);
        using var counters = new CounterWatch(_lab.Host, MixedModes.Metrics);
        using var never = new ManualResetEventSlim();
        var young = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Before anything is attached, in the middle of going on with what is pinned, or while it counts.
            _ = never.Wait(life * random.NextDouble());
            young += run.Process.Output.Contains("listening on", StringComparison.Ordinal) ? 0 : 1;
            run.Process.Signal(SigKill);
            Assert.Equal(137, run.Process.WaitForExit(Bound));
            run.Dispose();
            run = Start();
        }

        using (run)
        {
            await Exact.AllCount(await run.Ready(), Nics.Length, Bound);
            traffic.Stop();
            await Exact.Now(run, Nics, traffic.Sent);
            await counters.Stop();
        }

        output.WriteLine($"{Kills} kills, {young} of them before it listened, in {watch.Elapsed.TotalSeconds:F0} s; {traffic.Sent} sent per NIC and direction; {counters.Seen} scrapes");
        Assert.Empty(counters.SteppedBack);
        Assert.True(counters.Seen > Kills / 4, $"seed {seed}: {counters.Seen} scrapes are few");
    }

    private NetMonitorRun Start() => NetMonitorRun.Start(_lab.Host, MixedModes.Arguments(MixedModes.Write(_folder)));
}
