using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Lab.Tests.Readers;

/// <summary>The room for flows is changed while packets pass: none is lost, none is counted twice.</summary>
public sealed class FlowResizeSpec
{
    [BpfTheory]
    [InlineData(ModePolicy.Native)]
    [InlineData(ModePolicy.Tcx)]
    [InlineData(ModePolicy.Tc)]
    public async Task Totals_and_flows_should_be_exact_when_the_table_changes_under_traffic(ModePolicy mode)
    {
        using var lab = VethLab.Create("eth1");
        using var plane = new LabDataPlane(lab.Host, mode, LabDataPlane.SomeFlows);
        using var reader = new InNamespaceReader(lab.Host, plane.Open(plane.ListLinks().Single()));
        using var traffic = new Bursts(lab["eth1"], burst => (ushort)(burst + 1));
        var (rx, tx, taken) = (FlowAccount.Empty, FlowAccount.Empty, 0UL);
        var previous = await ReadNext(reader);
        for (var change = 0; change < 10; change++)
        {
            var slots = 1024 << (change % 4);
            await traffic.GoOn();
            Assert.Null(reader.ChangeFlows(slots));
            Assert.Equal(slots, reader.Attachment.Flows.Slots);
            await traffic.GoOn();
            var reading = await ReadNext(reader);
            Assert.True(reading.Counters.Covers(previous.Counters));
            previous = reading;
            Add();
        }

        var (toHost, fromHost) = traffic.End();
        var counted = reader.Finish().Counters;
        Add();
        Assert.Equal((toHost, fromHost), (counted.Rx.Total.Packets, counted.Tx.Total.Packets));
        Assert.Equal((counted.Rx.Total, counted.Tx.Total), (rx.Total, tx.Total));
        Assert.All([rx, tx], account => Assert.Empty(FlowCoverage.Of(account).Differences));
        Assert.Equal(toHost + fromHost, taken + FlowCoverage.Of(rx + tx).Overflow.Packets);
        Assert.True(toHost > 20 * Bursts.Flows && fromHost > 20 * Bursts.Flows);

        void Add()
        {
            using var window = reader.TakeFlows("eth1");
            foreach (var flow in window is null ? [] : window.Flows)
            {
                taken += flow.Counts.Packets;
            }

            (rx, tx) = (rx + (window?.Rx ?? FlowAccount.Empty), tx + (window?.Tx ?? FlowAccount.Empty));
        }
    }

    [BpfFact]
    public async Task Packets_should_be_exact_when_flows_are_switched_off_and_on_again()
    {
        using var lab = VethLab.Create("eth1");
        using var plane = new LabDataPlane(lab.Host, ModePolicy.Tcx, LabDataPlane.SomeFlows);
        using var reader = new InNamespaceReader(lab.Host, plane.Open(plane.ListLinks().Single()));
        using var traffic = new Bursts(lab["eth1"], burst => (ushort)(burst + 1));
        var (inWindows, whileOff) = (0UL, 0UL);
        foreach (var slots in new[] { 0, 4096, 0, 1024 })
        {
            await traffic.GoOn();
            Assert.Null(reader.ChangeFlows(slots));
            Assert.Equal(slots, reader.Attachment.Flows.Slots);
            await traffic.GoOn();
            for (var bank = 0; bank < 2; bank++)
            {
                _ = await ReadNext(reader);
                using var window = reader.TakeFlows("eth1");
                Assert.All([window?.Rx ?? FlowAccount.Empty, window?.Tx ?? FlowAccount.Empty], account => Assert.Empty(FlowCoverage.Of(account).Differences));
                inWindows += (window?.Rx.Total.Packets ?? 0) + (window?.Tx.Total.Packets ?? 0);
                whileOff += slots == 0 && bank == 1 && window is not null && window.Flows.IsEmpty ? 1UL : 0;
            }
        }

        var (toHost, fromHost) = traffic.End();
        var counted = reader.Finish().Counters;
        using var rest = reader.TakeFlows("eth1");
        inWindows += (rest?.Rx.Total.Packets ?? 0) + (rest?.Tx.Total.Packets ?? 0);
        Assert.Equal((toHost, fromHost), (counted.Rx.Total.Packets, counted.Tx.Total.Packets));
        Assert.InRange(inWindows, 4UL * Bursts.Flows, toHost + fromHost - 2 * Bursts.Flows);
        Assert.Equal(0UL, whileOff);
    }

    private static async Task<InterfaceReading> ReadNext(InNamespaceReader reader)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reader.CloseWindow(() => closed.TrySetResult());
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return reader.Read();
    }
}
