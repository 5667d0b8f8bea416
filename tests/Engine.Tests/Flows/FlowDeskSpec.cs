using System.Text.Json;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Tests.Metrics;

namespace NetMonitor.Engine.Tests.Flows;

/// <summary>What is answered; how it looks stands in the goldens of pbm.</summary>
public sealed class FlowDeskSpec
{
    [Fact]
    public async Task Flows_should_come_largest_first_and_no_more_than_asked_for()
    {
        var answer = await SampleFlows.Desk.FlowsAsync(Flows(count: 2), default);

        Assert.Equal([987_654_321ul, 1_234_567ul], answer.Rows.Select(row => row.Row.Counts.Bytes));
        Assert.Equal((7, new Count(12_876, 988_914_600)), (answer.Matched, answer.Total));
    }

    [Fact]
    public async Task Flows_as_large_should_come_in_order_of_key_nic_and_direction()
    {
        var same = new[] { "b", "a" }.SelectMany(nic => new[] { Direction.Tx, Direction.Rx }.SelectMany(direction => new[] { "10.9.0.2", "10.9.0.1" }.Select(source =>
            (nic, SampleFlows.Flow(direction, source, 1, "10.9.9.9", 2, IpProtocol.Udp, 1, 100, 1, 1)))));
        var answer = await SampleFlows.DeskOf(SampleFlows.Ledger(1000, same)).FlowsAsync(Flows(match: "src=10.9.0.0/16"), default);

        Assert.Equal(
            ["10.9.0.1 a Rx", "10.9.0.1 a Tx", "10.9.0.1 b Rx", "10.9.0.1 b Tx", "10.9.0.2 a Rx", "10.9.0.2 a Tx", "10.9.0.2 b Rx", "10.9.0.2 b Tx"],
            answer.Rows.Select(row => $"{row.Row.Key.Source} {row.Row.Nic} {row.Row.Direction}"));
    }

    [Theory]
    [InlineData("eth0", null, 4)]
    [InlineData("eth0,1", null, 1)]
    [InlineData(SampleFlows.LongName, null, 2)]
    [InlineData(null, "proto=udp", 2)]
    [InlineData("eth0", "proto=udp", 1)]
    [InlineData("eth0", "vlan=4094", 0)]
    public async Task Flows_should_be_those_that_were_asked_for(string? nic, string? match, int count)
    {
        var answer = await SampleFlows.Desk.FlowsAsync(Flows(nic, match), default);

        Assert.Equal((count, count), (answer.Matched, answer.Rows.Count()));
        Assert.Equal(nic is null ? 5 : 1, answer.Scope.Nics.Length);
    }

    [Theory]
    [InlineData("src=192.0.2.7")]
    [InlineData("dst=192.0.2.7")]
    public async Task Conversation_should_be_whole_where_one_way_matches(string match)
    {
        var answer = await SampleFlows.Desk.ConversationsAsync(Flows(match: match), default);
        var only = Assert.Single(answer.Rows).Conversation;

        Assert.Equal(("10.0.0.1", 211ul, 307ul), (only.Key.Source.ToString(), only.Sent.Packets, only.Answered.Packets));
        Assert.Equal((1, new Count(518, 1_259_067)), (answer.Matched, answer.Total));
    }

    [Fact]
    public async Task Moments_should_be_told_by_the_wall_clock()
    {
        var answer = await SampleFlows.Desk.FlowsAsync(Flows("eth0", "proto=icmp"), default);
        var row = JsonDocument.Parse(JsonText.Of(FlowsAnswer.Shape, answer)).RootElement.GetProperty("flows")[0];

        Assert.Equal("2026-01-02T03:04:04.178Z", row.GetProperty("first_seen").GetString());
        Assert.Equal("2026-01-02T03:04:04.678Z", row.GetProperty("last_seen").GetString());
    }

    [Theory]
    [InlineData("eth9", FlowRefusalKind.NoSuchInterface, "no NIC is called 'eth9'; there are enp65s0f1np1v12, eth0, eth0,1, ppp0, wg0")]
    [InlineData("eth*", FlowRefusalKind.NoSuchInterface, "no NIC is called 'eth*'; there are enp65s0f1np1v12, eth0, eth0,1, ppp0, wg0")]
    [InlineData("ppp0", FlowRefusalKind.NoFlows, "ppp0: no flows are counted: flows are off for this NIC")]
    [InlineData("wg0", FlowRefusalKind.NoFlows, "wg0: no flows are counted: failing: tcx: \"EBUSY\"")]
    public async Task Nic_without_flows_should_be_refused_with_the_reason(string nic, FlowRefusalKind kind, string message)
    {
        foreach (var ask in new Func<Task>[]
        {
            () => SampleFlows.Desk.FlowsAsync(Flows(nic), default),
            () => SampleFlows.Desk.ConversationsAsync(Flows(nic), default),
            () => SampleFlows.Desk.TopAsync(Top() with { Interface = nic }, default),
        })
        {
            var refusal = await Assert.ThrowsAsync<FlowRefusal>(ask);
            Assert.Equal((kind, message), (refusal.Kind, refusal.Message));
        }
    }

    [Fact]
    public async Task Host_without_any_flows_should_be_refused_with_the_reasons()
    {
        var without = SampleHost.Of([.. SampleFlows.Nics.Skip(3)]);
        var refusal = await Assert.ThrowsAsync<FlowRefusal>(() => DeskOn(without).TopAsync(Top(), default));

        Assert.Equal(FlowRefusalKind.NoFlows, refusal.Kind);
        Assert.Equal("no flows are counted: ppp0: flows are off for this NIC; wg0: failing: tcx: \"EBUSY\"", refusal.Message);
        Assert.Equal(
            "no flows are counted: there is no NIC", (await Assert.ThrowsAsync<FlowRefusal>(() => DeskOn(HostSnapshot.Empty).TopAsync(Top(), default))).Message);
    }

    [Fact]
    public async Task Flows_of_a_nic_that_is_gone_or_switched_off_should_be_shown_while_they_are_held()
    {
        var off = SampleFlows.Nics[0] with { Attachment = SampleFlows.Nics[0].Attachment! with { Flows = FlowRoom.None("off") } };
        var desk = DeskOn(SampleHost.Of(off) with { Flows = SampleFlows.Flows });

        Assert.Equal(4, (await desk.FlowsAsync(Flows("eth0"), default)).Matched);
        Assert.Equal("eth0,1: no flows are counted: the NIC is gone", Assert.Single((await desk.FlowsAsync(Flows("eth0,1"), default)).Scope.Nics).Lack);
    }

    [Fact]
    public async Task Busy_ledger_should_be_said_to_be_busy()
    {
        foreach (var ask in new Func<Task>[]
        {
            () => SampleFlows.BusyDesk.FlowsAsync(Flows(), default), () => SampleFlows.BusyDesk.TopAsync(Top(), default),
        })
        {
            var refusal = await Assert.ThrowsAsync<FlowRefusal>(ask);
            Assert.Equal((FlowRefusalKind.Busy, "the ledger of flows is busy: /user/flows did not answer within 5 s; ask again"), (refusal.Kind, refusal.Message));
        }
    }

    [Fact]
    public async Task Shares_should_be_of_all_that_was_asked_for()
    {
        var all = await SampleFlows.Desk.TopAsync(Top() with { Grouping = TalkerGrouping.Flow }, default);
        var part = await SampleFlows.Desk.TopAsync(Top() with { Interface = "eth0", Measure = TalkerMeasure.Flows, Grouping = TalkerGrouping.Source }, default);
        var full = await SampleFlows.FullDesk.TopAsync(Top() with { Count = 1 }, default);

        Assert.Equal(1, all.Rows.Sum(row => row.Share), 12);
        Assert.Equal([0.5, 0.25, 0.25], part.Rows.Select(row => row.Share));
        Assert.Equal(987_654_321 / 988_914_600.0, Assert.Single(full.Rows).Share, 12);
        Assert.Equal(new Count(12_876, 988_914_600), full.Top.Total + full.Top.Folded);
        Assert.False(full.Top.IsExact);
    }

    [Fact]
    public async Task Flows_that_are_made_up_should_say_so_in_every_answer()
    {
        var desk = DeskOn(SampleHost.Of(SampleFlows.Nics[0] with { Source = CountSource.Simulated }) with { Flows = SampleFlows.Flows });
        var flows = await desk.FlowsAsync(Flows("eth0"), default);
        var source = JsonDocument.Parse(JsonText.Of(FlowsAnswer.Shape, flows)).RootElement.GetProperty("interfaces")[0].GetProperty("source").GetString();
        string[] tables =
        [
            FlowsTable.Of(flows), FlowsTable.Of(await desk.ConversationsAsync(Flows("eth0"), default)), TopTable.Of(await desk.TopAsync(Top(), default)),
        ];

        Assert.Equal("simulated", source);
        Assert.All(tables, table => Assert.Contains("\nsimulated: made up; no packet of these was ever sent\n", table, StringComparison.Ordinal));
        Assert.DoesNotContain("made up", FlowsTable.Of(await SampleFlows.Desk.FlowsAsync(Flows(), default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_should_be_of_the_nics_that_were_asked_for()
    {
        var all = (await SampleFlows.Desk.TopAsync(Top(), default)).Scope.Coverage;
        var one = (await SampleFlows.Desk.TopAsync(Top() with { Interface = "eth0" }, default)).Scope.Coverage;

        Assert.Equal((new Count(12_876, 988_914_600), new Count(4, 400), new Count(1, 60), true), (all.InFlows, all.Overflow, all.WithoutFlow, all.IsExact));
        Assert.Equal((522ul, 1), (one.InFlows.Packets, one.PacketRatio));
    }

    private static FlowDesk DeskOn(HostSnapshot snapshot) => new(
        () => HostView.Of("server1", SampleHost.Process, TimeSpan.Zero, snapshot, SampleHost.Now),
        (filter, _) => Task.FromResult(SampleFlows.Ledger(1000).Dump(filter)),
        new SetTime(SampleFlows.Wall));

    private static FlowsQuestion Flows(string? nic = null, string? match = null, int count = 20) => new(nic, Filter(match), FlowsGrouping.Flow, count);

    private static TopQuestion Top() => new(null, FlowFilter.All, TalkerGrouping.Source, TalkerMeasure.Bytes, 20);

    private static FlowFilter Filter(string? text) =>
        text is null ? FlowFilter.All : FlowFilter.TryParse(text, out var filter, out _) ? filter : throw new ArgumentException(text, nameof(text));
}
