using System.Collections.Immutable;
using System.Security.Cryptography;
using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>Real traffic through the program as a whole, against what others have counted in it.</summary>
public sealed class ReplaySpec(ReplayBench bench) : IClassFixture<ReplayBench>
{
    /// <summary>Captures that no raw socket can replay as they are, each with the reason. There are none.</summary>
    private static readonly ImmutableSortedDictionary<string, string> NotReplayed = ImmutableSortedDictionary<string, string>.Empty;

    private static readonly string[] Modes = ["native", "tcx", "tc"];

    /// <summary>What a veth with native XDP leaves out of its own count of received bytes, per frame.</summary>
    private const ulong EthernetHeader = 14;

    public static IEnumerable<object[]> Replays =>
        from mode in Modes from truth in CaptureTruth.All() where truth.ReplaysIntact select new object[] { mode, truth.File };

    [SharedFact("captures")]
    public void Replays_should_leave_no_capture_out_but_those_that_are_named() => Assert.Equal(
        NotReplayed.Keys, CaptureTruth.All().Where(truth => !truth.ReplaysIntact).Select(truth => truth.File).Order(StringComparer.Ordinal));

    [SharedFact("captures")]
    public void Captures_should_be_those_that_the_truth_is_about() => Assert.All(CaptureTruth.All(), truth =>
    {
        var frames = CaptureFile.Read(truth.Path);
        Assert.Equal(truth.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(truth.Path))));
        Assert.Equal(
            (truth.Frames, truth.Bytes, truth.LongestFrame),
            (frames.Length, frames.Sum(frame => (long)frame.Length), frames.Max(frame => frame.Length)));
    });

    [BpfTheory("ip", "ethtool", "setpriv", Shared = "captures")]
    [MemberData(nameof(Replays))]
    public async Task Replay_should_be_counted_as_the_truth_says_in_both_directions(string mode, string file)
    {
        var (number, truth) = CaptureTruth.All().Index().Single(entry => entry.Item.File == file);
        var frames = CaptureFile.Read(truth.Path);
        var (nic, monitor) = await bench.NicForAsync(mode, number);
        using (var toHost = new PacedSender(nic.Wire, nic.Host))
        using (var fromHost = new PacedSender(nic.Host, nic.Wire))
        {
            toHost.Send(frames);
            fromHost.Send(frames);
        }

        var expected = TrafficFacts.Of(truth);
        var scrape = await monitor.ScrapeUntilAsync(now =>
            TrafficFacts.Of(now, nic.Name, "rx") == expected && TrafficFacts.Of(now, nic.Name, "tx") == expected);

        Assert.Equal(expected, TrafficFacts.Of(scrape, nic.Name, "rx"));
        Assert.Equal(expected, TrafficFacts.Of(scrape, nic.Name, "tx"));
        Assert.Equal(1, scrape.SeriesWith("network_interface_info", ("interface", nic.Name), ("mode", mode)));
        var kernel = nic.Host.Statistics();
        var (packets, bytes) = ((ulong)truth.Frames, (ulong)truth.Bytes);
        Assert.Equal((packets, bytes - (mode == "native" ? packets * EthernetHeader : 0)), (kernel.RxPackets, kernel.RxBytes));
        Assert.Equal((packets, bytes), (kernel.TxPackets, kernel.TxBytes));
    }
}
