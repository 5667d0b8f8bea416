using System.Text.Json;
using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>Real traffic through the program as a whole: its flows, as <c>net flows -o json</c> says them, against what others found in it.</summary>
public sealed class FlowReplaySpec(FlowReplayBench bench) : IClassFixture<FlowReplayBench>
{
    private static readonly string[] Modes = ["native", "tcx", "tc"];

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    public static IEnumerable<object[]> Replays =>
        from mode in Modes from truth in CaptureTruth.All() where truth.ReplaysIntact select new object[] { mode, truth.File };

    [BpfTheory("ip", "ethtool", "curl", Shared = "captures", Pbm = true)]
    [MemberData(nameof(Replays))]
    public void Flows_of_a_replay_should_be_those_of_the_truth_in_both_directions(string mode, string file)
    {
        var (number, truth) = CaptureTruth.All().Index().Single(entry => entry.Item.File == file);
        var lab = bench.LabFor(mode);
        var nic = lab.Nics[number];
        var frames = CaptureFile.Read(truth.Path);
        using (var toHost = new PacedSender(nic.Wire, nic.Host))
        using (var fromHost = new PacedSender(nic.Host, nic.Wire))
        {
            toHost.Send(frames);
            fromHost.Send(frames);
        }

        foreach (var direction in new[] { "rx", "tx" })
        {
            ShouldBe(truth, FlowsOf(lab, nic.Name, direction, truth), direction);
        }
    }

    private static void ShouldBe(CaptureTruth truth, JsonElement answer, string direction)
    {
        var all = FiveTuple.Of(answer);
        var (expected, flows) = (FiveTuple.Of(truth), all.Where(flow => !flow.IsOfLaterFragments).ToList());

        // Every IP packet is in a flow, and its bytes are.
        Assert.Equal((truth.IpFrames.Values.Sum(), truth.IpBytes.Values.Sum()), (all.Sum(flow => flow.Packets), all.Sum(flow => flow.Bytes)));
        Assert.Equal(truth.FiveTuples, flows.Count);
        Assert.Equal(all.Length, answer.GetProperty("matched").GetInt32());
        Assert.True(truth.Fragments > 0 || flows.Count == all.Length, "later fragments, where the capture has none");
        Assert.Equal(expected.Select(flow => flow.Bytes), flows.Take(expected.Length).Select(flow => flow.Bytes));
        Assert.All(expected, flow => Assert.Contains(flow, flows));
        var coverage = Coverage(answer, direction);
        Assert.Equal((truth.Frames, true), (Packets(coverage.GetProperty("total")), coverage.GetProperty("is_exact").GetBoolean()));
        Assert.Equal((truth.IpFrames.Values.Sum(), 0), (Packets(coverage.GetProperty("in_flows")), Packets(coverage.GetProperty("overflow"))));
    }

    private static JsonElement Coverage(JsonElement answer, string direction) => answer.GetProperty("interfaces")[0].GetProperty(direction);

    private static long Packets(JsonElement count) => count.GetProperty("packets").GetInt64();

    /// <summary>Once all that was sent is in flows; the last answer when it never is, so that the test can say what is wrong.</summary>
    private static JsonElement FlowsOf(VethLab lab, string nic, string direction, CaptureTruth truth)
    {
        var answer = default(JsonElement);
        try
        {
            Eventually.True(
                () =>
                {
                    answer = FlowReplayBench.Ask(lab, "flows", "-i", nic, "-match", $"dir={direction}", "-n", "10000");
                    // How much of the traffic is in flows is published some time after the flows are there.
                    return Packets(answer.GetProperty("total")) == truth.IpFrames.Values.Sum()
                        && Coverage(answer, direction) is { ValueKind: JsonValueKind.Object } coverage
                        && Packets(coverage.GetProperty("total")) == truth.Frames;
                },
                "what was sent is in flows",
                Bound);
        }
        catch (TimeoutException)
        {
            return answer;
        }

        return answer;
    }
}
