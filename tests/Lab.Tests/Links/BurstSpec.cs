using System.Text.Json;
using NetMonitor.Core.Traffic;
using NetMonitor.Lab.Tests.Counting;
using NetMonitor.Lab.Tests.Faults;
using NetMonitor.Lab.Tests.Startup;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Links;

/// <summary>A thousand NICs come and go, two hundred at once, beside four that carry traffic.</summary>
public sealed class BurstSpec(ITestOutputHelper output) : IDisposable
{
    private const int Pairs = 100;

    private const int Bursts = 5;

    private static readonly string[] Names = ["eth1", "eth2", "eth3", "eth4"];

    /// <summary>Attaching takes some 40 ms of a processor for each of two hundred NICs.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly VethLab _lab = VethLab.Create(Names);
    private readonly QuietConfiguration _quiet = new();

    public void Dispose()
    {
        _lab.Dispose();
        _quiet.Dispose();
    }

    [BpfFact("ip", "tc", "setpriv")]
    public async Task Bursts_should_leave_nothing_behind_and_the_others_exact()
    {
        using var run = await NetMonitorRun.Start(_lab.Host, "--config", _quiet.Path, "--detach-on-exit").Ready();
        await Settled(run);
        // The first question costs assemblies that stay open.
        var actors = Actors(run);
        var (holdings, series) = (Holdings.Of(run.Process.Id), SeriesOf(await run.Metrics()));
        using var traffic = new SteadyTraffic(_lab);

        // Once to the end: each NIC counts before it goes.
        Add();
        await Interfaces(run, Names.Length + (2 * Pairs));
        await Eventually.TrueAsync(
            async () => Counting(await run.Metrics()) == Names.Length + (2 * Pairs), "two hundred NICs more count", Bound);
        Assert.True(Holdings.Of(run.Process.Id).Programs.Count > holdings.Programs.Count + (2 * Pairs));
        Delete();
        await Interfaces(run, Names.Length);

        // Then at any moment while they are still being attached, each under a name that was there before.
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var burst = 1; burst < Bursts; burst++)
        {
            Add();
            var attached = burst == 1 ? 0 : random.Next(2 * Pairs);
            await Eventually.TrueAsync(
                async () => Counting(await run.Metrics()) >= Names.Length + attached, $"seed {seed}: {attached} NICs more count, of {2 * Pairs}", Bound);
            Delete();
        }

        await Interfaces(run, Names.Length);
        traffic.Stop();
        await Settled(run);
        await Exact(run, traffic.Sent);
        await HasTheSeries(run, series);
        await HoldsAsBefore(run, holdings);
        await Eventually.TrueAsync(
            () => Task.FromResult(Directory.GetDirectories(_lab.Host.PinPath).Length == Names.Length),
            $"four NICs are pinned, and not {Directory.GetDirectories(_lab.Host.PinPath).Length}");
        Assert.Equal(actors, Actors(run));
        Assert.DoesNotContain(" error: ", run.Process.Error, StringComparison.Ordinal);

        run.Process.Signal(15);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Attached.ShouldBeNothing(_lab);
    }

    private void Add() =>
        _lab.Host.Ip([.. Enumerable.Range(0, Pairs).Select(pair => $"link add name burst{pair} up type veth peer name tsrub{pair}")]);

    private void Delete() => _lab.Host.Ip([.. Enumerable.Range(0, Pairs).Select(pair => $"link del burst{pair}")]);

    private static Task Interfaces(NetMonitorRun run, int wanted) => Eventually.TrueAsync(
        async () => (await run.Metrics()).Contains($"\nnetmonitor_interfaces {wanted}\n", StringComparison.Ordinal), $"{wanted} NICs are followed", Bound);

    /// <summary>The four, and nothing else, were read at least twice: then each has all its series, for a rate takes two readings.</summary>
    private static Task Settled(NetMonitorRun run) => Eventually.TrueAsync(
        async () => await run.Metrics() is var metrics
            && Counting(metrics) == Names.Length && Rated(metrics) == 2 * Names.Length && Covered(metrics) == 2 * Names.Length
            && Costed(metrics) == Names.Length,
        "the four count, and their flows and what they cost are told of",
        Bound);

    private static async Task Exact(NetMonitorRun run, Count sent)
    {
        var sides = Names.SelectMany(nic => new[] { (Nic: nic, Direction: "rx"), (Nic: nic, Direction: "tx") }).ToList();
        await Eventually.TrueAsync(
            async () =>
            {
                var scrape = Scrape.Parse(await run.Metrics());
                return sides.All(side => scrape.Of("network_interface_packets_total", side.Nic, side.Direction) >= (long)sent.Packets);
            },
            "all that was sent is counted",
            Bound);
        var last = Scrape.Parse(await run.Metrics());
        Assert.All(sides, side => Assert.Equal(
            ((long)sent.Packets, (long)sent.Bytes, (long)sent.Packets, 0L),
            (last.Of("network_interface_packets_total", side.Nic, side.Direction),
                last.Of("network_interface_bytes_total", side.Nic, side.Direction),
                last.SumOverClasses("network_packets_total", side.Nic, side.Direction),
                last.Of("network_uncounted_packets_total", side.Nic, side.Direction))));
        Assert.All(Names, nic => Assert.Equal(0, last[Scrape.Series("netmonitor_interface_restarts_total", ("interface", nic))]));
    }

    /// <summary>The kernel frees, and connections close, some moments late.</summary>
    private static async Task HoldsAsBefore(NetMonitorRun run, Holdings before)
    {
        var now = before;
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult((now = Holdings.Of(run.Process.Id)).Equals(before)), "held as before");
        }
        catch (TimeoutException)
        {
            Assert.Equal(before.ToString(), now.ToString());
        }
    }

    /// <summary>The tree, where there is a program to ask with.</summary>
    private string[] Actors(NetMonitorRun run) => Prerequisite.PbmHost() is null
        ? [.. Paths(PbmClient.Ask(_lab.Host, run.Process, "actors", "-o", "json").Require().Output)]
        : [];

    private static IEnumerable<string> Paths(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("actors").EnumerateArray().Select(actor => actor.GetProperty("path").GetString()!).Order()];
    }

    private static int Counting(string metrics) => metrics.Split('\n').Count(line =>
        line.StartsWith("netmonitor_interface_condition{", StringComparison.Ordinal) && line.EndsWith("\"counting\"} 1", StringComparison.Ordinal));

    private static int Rated(string metrics) => Series(metrics, "network_utilisation_ratio");

    private static int Covered(string metrics) => Series(metrics, "network_flow_coverage_ratio");

    private static int Costed(string metrics) => Series(metrics, "netmonitor_read_cpu_seconds");

    private static int Series(string metrics, string name) =>
        metrics.Split('\n').Count(line => line.StartsWith(name + "{", StringComparison.Ordinal));

    /// <summary>Those of before, and no other.</summary>
    private static async Task HasTheSeries(NetMonitorRun run, HashSet<string> before)
    {
        string[] others = [];
        try
        {
            await Eventually.TrueAsync(async () => (others = Others(SeriesOf(await run.Metrics()), before)).Length == 0, "the series of before, no other", Bound);
        }
        catch (TimeoutException)
        {
            Assert.Empty(others);
        }
    }

    private static string[] Others(HashSet<string> now, HashSet<string> before) => [.. now.Except(before).Order(), .. before.Except(now).Order()];

    /// <summary>Without what the programs cost, which is measured once a minute.</summary>
    private static HashSet<string> SeriesOf(string metrics) =>
        [.. metrics.Split('\n').Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("netmonitor_program_", StringComparison.Ordinal)).Select(line => line[..line.LastIndexOf(' ')])];
}
