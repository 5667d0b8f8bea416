using System.Diagnostics;
using System.Globalization;
using NetMonitor.Lab.Tests.Counting;
using NetMonitor.Lab.Tests.Faults;
using NetMonitor.Lab.Tests.Links;
using NetMonitor.Lab.Tests.Startup;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>Faults at random under traffic. In the first half the program is also ended and killed; in the second half it lives, and is to hold in the end what
/// it held in the beginning.</summary>
public sealed class SoakSpec(ITestOutputHelper output) : IDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    /// <summary>The one that goes down at times; the others lose nothing, so that their totals are known to the packet.</summary>
    private const string Flapping = "eth4";

    /// <summary>The collector's own breathing. A leak of one object per second and NIC is more, within ten minutes.</summary>
    private const long Breath = 8 << 20;

    private static readonly TimeSpan Telling = TimeSpan.FromMinutes(4);
    private static readonly string[] Steady = ["eth1", "eth2", "eth3"];
    private static readonly string[] Nics = [.. Steady, Flapping];
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly SoakFault[] OfTheLiving = [SoakFault.Pause, SoakFault.ClockStep, SoakFault.Flap, SoakFault.Pressure];

    private readonly VethLab _lab = VethLab.Create(Nics);
    private readonly string _folder = Directory.CreateTempSubdirectory("netmonitor-soak-").FullName;
    private readonly ManualResetEventSlim _never = new();
    private readonly Dictionary<SoakFault, int> _done = [];
    private NetMonitorRun _run = null!;
    private SteppingClock _clock = null!;

    /// <summary>As long as it is told by <c>./build.sh soak</c>; half a minute within <c>./build.sh test</c>.</summary>
    private static TimeSpan Length => TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("LAB_SOAK_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 30);

    public void Dispose()
    {
        _run?.Dispose();
        _clock?.Dispose();
        _lab.Dispose();
        _never.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BpfFact("ip", "tc", "setpriv", "clang")]
    public async Task Totals_should_be_exact_and_nothing_should_grow_when_faults_come_at_random()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        _clock = new SteppingClock(_folder);
        _run = Start();
        await Exact.AllCount(await _run.Ready(), Nics.Length, Bound);
        using var traffic = new SteadyTraffic([.. Steady.Select(nic => _lab[nic])]);
        using var rough = new RoughTraffic(_lab[Flapping]);
        using var counters = new CounterWatch(_lab.Host, MixedModes.Metrics);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Length / 2)
        {
            await Inflict(Pick(Enum.GetValues<SoakFault>(), random), random);
        }

        // Each fault once, then what is held is what such a life takes.
        foreach (var fault in OfTheLiving)
        {
            await Inflict(fault, random);
        }

        var (before, samples) = (await Held(null), new List<long>());
        while (watch.Elapsed < Length)
        {
            await Inflict(Pick(OfTheLiving, random), random);
            samples.Add(PrivateBytes());
        }

        rough.Dispose();
        traffic.Stop();
        await Exact.AllCount(_run, Nics.Length, Bound);
        await Exact.Now(_run, Steady, traffic.Sent);
        await counters.Stop();
        var after = await Held(before);
        var (first, last) = (Median(samples[..((samples.Count + 2) / 3)]), Median(samples[^((samples.Count + 2) / 3)..]));
        output.WriteLine(
            $"{watch.Elapsed.TotalSeconds:F0} s: {string.Join(", ", _done.OrderBy(fault => fault.Key).Select(fault => $"{fault.Value} x {fault.Key}"))}; {traffic.Sent} sent per NIC and direction; "
            + $"{counters.Seen} scrapes; private memory {first >> 10} KB in the first third of the last life, {last >> 10} KB in the last");
        Assert.Empty(counters.SteppedBack);
        Assert.Equal(before.ToString(), after.ToString());
        // A young process still grows into its work: there is nothing to see in a short run.
        Assert.True(Length < Telling || last < first + Breath, $"seed {seed}: private memory grew from {first} to {last} bytes");
        AssertAsTheKernel(Scrape.Parse(await _run.Metrics()), seed);
    }

    private static SoakFault Pick(SoakFault[] faults, Random random) => faults[random.Next(faults.Length)];

    private static long Median(List<long> samples) => samples.Order().ElementAt(samples.Count / 2);

    /// <summary>With the memory settings that bin/netmonitor starts it with: without them garbage is left until it fills the processor's cache.</summary>
    private NetMonitorRun Start() => NetMonitorRun.StartWith(
        _lab.Host,
        new Dictionary<string, string>(_clock.Environment) { ["MALLOC_MMAP_THRESHOLD_"] = "32768", ["MALLOC_ARENA_MAX"] = "2", ["DOTNET_GCgen0size"] = "0x100000" },
        MixedModes.Arguments(MixedModes.Write(_folder)));

    private async Task Inflict(SoakFault fault, Random random)
    {
        _done[fault] = _done.GetValueOrDefault(fault) + 1;
        switch (fault)
        {
            case SoakFault.Pause:
                _run.Process.Signal(SigStop);
                Wait(random, 1500);
                _run.Process.Signal(SigCont);
                break;
            case SoakFault.ClockStep:
                _clock.Set(TimeSpan.FromSeconds(random.Next(4) switch { 0 => 0, 1 => random.Next(-5, 6), 2 => random.Next(-7200, 7201), _ => random.Next(-1_000_000, 1_000_001) }));
                break;
            case SoakFault.Flap:
                _lab.Host.Ip($"link set {Flapping} down");
                Wait(random, 500);
                _lab.Host.Ip($"link set {Flapping} up");
                break;
            case SoakFault.Pressure:
                Press(random);
                break;
            default:
                _run.Process.Signal(fault == SoakFault.Kill ? SigKill : SigTerm);
                _ = _run.Process.WaitForExit(Bound);
                _run.Dispose();
                _run = Start();
                Wait(random, 2000);
                break;
        }

        await _run.Ready();
        Wait(random, 700);
    }

    /// <summary>To the NIC whose totals are compared with the kernel's: twice as many flows as the table has slots, each a packet.</summary>
    private void Press(Random random)
    {
        using var injector = _lab[Flapping].Wire.OpenInjector();
        var bytes = Frame.Ethernet().IPv4().Udp().Payload(20).Bytes;
        for (var flow = 0; flow < 8192; flow++)
        {
            random.NextBytes(bytes.AsSpan(26, 8));
            injector.Send(bytes);
        }
    }

    private void Wait(Random random, int longestMilliseconds) => _ = _never.Wait(random.Next(longestMilliseconds));

    private long PrivateBytes()
    {
        var line = File.ReadLines($"/proc/{_run.Process.Id}/status").Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }

    /// <summary>Connections come and go; the rest must be as before.</summary>
    private async Task<Holdings> Held(Holdings? before)
    {
        var now = Now();
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await Exact.AllCount(_run, Nics.Length, Bound);
                    var then = now;
                    now = Now();
                    return now.Equals(before ?? then);
                },
                "holds as before");
        }
        catch (TimeoutException)
        {
            // The comparison says what is more.
        }

        return now;

        Holdings Now()
        {
            var held = Holdings.Of(_run.Process.Id);
            return held with { Descriptors = held.Descriptors.Remove("socket:") };
        }
    }

    /// <summary>What the kernel received and what it was given to send: the second where the far end took it, or was down.</summary>
    private void AssertAsTheKernel(Scrape scrape, int seed)
    {
        var kernel = _lab[Flapping].Host.Statistics();
        Assert.Equal(
            (seed, (long)kernel.RxPackets, (long)(kernel.TxPackets + kernel.TxDropped)),
            (seed, scrape.Of("network_interface_packets_total", Flapping, "rx"), scrape.Of("network_interface_packets_total", Flapping, "tx")));
        Assert.Empty(scrape.NonZero(new HashSet<string> { "network_audit_error_packets" }));
    }
}
