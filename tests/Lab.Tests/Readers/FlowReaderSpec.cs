using System.Diagnostics;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Lab.Tests.Readers;

/// <summary>What of a reader's flows the contract does not say: sizes, windows, moments, and the budget.</summary>
public sealed class FlowReaderSpec : IDisposable
{
    private const long LongestTick = 10_000_000;

    /// <summary>A type that no protocol wants: counted as dropped behind every hook, and so is whatever came before.</summary>
    private static readonly Frame Unwanted = Frame.Ethernet(type: 0x88b5).Payload(50);

    private readonly VethLab _lab = VethLab.Create("eth1");
    private LabDataPlane? _plane;

    [BpfFact]
    public async Task Flows_should_add_up_when_there_are_more_than_slots_and_the_ring_is_small()
    {
        const int Flows = 3001;
        using var reader = Open(Some with { Slots = FlowSlots.Least, RingBytes = 64 << 10 });
        var (account, taken, samples) = (FlowAccount.Empty, 0UL, 0);
        for (var round = 0; round < 6; round++)
        {
            await Receive([.. Enumerable.Range(0, Flows).Select(flow => Frame.Ethernet().IPv4().Udp((ushort)(flow + 1), (ushort)(round + 1)))]);
            _ = round < 5 ? await ReadNext(reader) : reader.Finish();
            using var window = reader.TakeFlows("eth1");
            account += window!.Rx;
            samples += window.Flows.Length;
            foreach (var flow in window.Flows)
            {
                taken += flow.Counts.Packets;
                Assert.Equal((1UL, (ushort)(round + 1)), (flow.Counts.Packets, flow.Key.DestinationPort));
            }
        }

        var coverage = FlowCoverage.Of(account);
        Assert.Empty(coverage.Differences);
        Assert.Equal(6UL * Flows, coverage.InFlows.Packets + coverage.Overflow.Packets);
        Assert.Equal(6UL, coverage.WithoutFlow.Packets);
        Assert.Equal(coverage.InFlows.Packets, taken);
        Assert.True(samples > 6 * FlowSlots.Least / 2, $"{samples} samples");
        Assert.True(account.OverflowBy(OverflowReason.RingFull).Packets > 0);
    }

    [BpfFact]
    public async Task Flows_should_be_taken_at_most_so_often_and_never_be_lost()
    {
        using var reader = Open(Some with { Window = TimeSpan.FromHours(1) });
        var windows = new List<FlowWindow>();
        for (var round = 0; round < 6; round++)
        {
            await Receive([Frame.Ethernet().IPv4().Udp(7, 9), Frame.Ethernet().IPv4().Udp(7, 9), Frame.Ethernet().IPv4().Udp(8, 9)]);
            _ = await ReadNext(reader);
            if (reader.TakeFlows("eth1") is { } window)
            {
                windows.Add(window);
            }
        }

        // Each half once, when it was closed first.
        Assert.Equal([3UL, 3UL], windows.Select(window => FlowCoverage.Of(window.Rx).InFlows.Packets));
        _ = reader.Finish();
        using var rest = reader.TakeFlows("eth1")!;
        Assert.Empty(FlowCoverage.Of(rest.Rx).Differences);
        Assert.Equal(12UL, FlowCoverage.Of(rest.Rx).InFlows.Packets);
        Assert.Equal((8UL, 4UL), (PacketsFrom(rest, 7), PacketsFrom(rest, 8)));
        windows.ForEach(window => window.Dispose());
    }

    [BpfFact]
    public async Task Moments_should_be_those_of_the_packets()
    {
        using var reader = Open(Some);
        var before = Stopwatch.GetTimestamp();
        await Receive([Frame.Ethernet().IPv4().Udp(7, 9)]);
        var after = Stopwatch.GetTimestamp();
        await Receive([]);
        _ = await ReadNext(reader);
        using var window = reader.TakeFlows("eth1")!;
        Assert.Equal(1, window.Flows.Length);
        Assert.InRange(window.Flows[0].Counts.First.Nanoseconds, before - LongestTick, after + LongestTick);
        Assert.Equal(window.Flows[0].Counts.First, window.Flows[0].Counts.Last);
    }

    [BpfFact]
    public async Task Idle_nic_should_have_nothing_to_tell_but_that_it_is_there()
    {
        using var reader = Open(Some);
        _ = await ReadNext(reader);
        reader.TakeFlows("eth1")!.Dispose();
        for (var round = 0; round < 4; round++)
        {
            _ = await ReadNext(reader);
            Assert.Null(reader.TakeFlows("eth1"));
        }

        _ = reader.Finish();
        Assert.Null(reader.TakeFlows("eth1"));
    }

    [BpfFact]
    public async Task Nic_should_be_counted_without_flows_when_the_budget_has_no_room_and_have_them_when_another_goes()
    {
        _ = _lab.Add("eth2");
        using var first = Open(Some with { Slots = 1 << 16, BudgetBytes = 21 << 20 }, "eth1");
        using var second = Open(null, "eth2");
        Assert.Equal(1 << 16, first.Attachment.Flows.Slots);
        Assert.True(second.Attachment.Flows.IsCut);
        Assert.StartsWith("asked for 65536 slots (", second.Attachment.Flows.Reason, StringComparison.Ordinal);
        await Receive([Frame.Ethernet().IPv4().Udp(7, 9)]);
        Assert.True((await ReadNext(first)).Counters.Rx.Total.Packets >= 1);

        first.Dispose();
        first.Dispose();
        second.Dispose();
        _lab.Host.Ip("link delete eth1");
        using var third = Open(null, "eth2");
        Assert.Equal(("", 1 << 16), (third.Attachment.Flows.Reason, third.Attachment.Flows.Slots));
    }

    public void Dispose()
    {
        _plane?.Dispose();
        _lab.Dispose();
    }

    private static FlowSpaceSettings Some => LabDataPlane.SomeFlows;

    /// <summary>Each CPU tells its part of a flow on its own.</summary>
    private static ulong PacketsFrom(FlowWindow window, ushort port)
    {
        var packets = 0UL;
        foreach (var flow in window.Flows)
        {
            packets += flow.Key.SourcePort == port ? flow.Counts.Packets : 0;
        }

        return packets;
    }

    private static async Task<InterfaceReading> ReadNext(IInterfaceReader reader)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reader.CloseWindow(() => closed.TrySetResult());
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return reader.Read();
    }

    private InNamespaceReader Open(FlowSpaceSettings? flows, string nic = "eth1")
    {
        _plane ??= new LabDataPlane(_lab.Host, ModePolicy.Tcx, flows);
        return new InNamespaceReader(_lab.Host, _plane.Open(_plane.ListLinks().Single(link => link.Name == nic)));
    }

    private async Task Receive(Frame[] frames)
    {
        var nic = _lab["eth1"];
        var wanted = nic.Host.Statistics().RxDropped + 1;
        nic.SendToHost(1, frames);
        nic.SendToHost(1, Unwanted);
        await Eventually.TrueAsync(() => Task.FromResult(nic.Host.Statistics().RxDropped >= wanted), "what was sent is past every hook");
    }
}
