using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Capture;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>One NIC of four fails again and again under traffic.</summary>
public class FiftyFaultsSpec(ITestOutputHelper output)
{
    private static readonly string[] Nics = ["eth1", "eth2", "eth3", "eth4"];
    private static readonly Fault[] Faults = Enum.GetValues<Fault>();

    [BpfTheory("tc")]
    [InlineData(ModePolicy.Tcx, 50)]
    [InlineData(ModePolicy.Native, 12)]
    [InlineData(ModePolicy.Tc, 18)]
    public async Task Faults_of_one_nic_should_cost_nobody_else_and_no_figure_its_truth(ModePolicy mode, int times)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var failing = Nics[random.Next(Nics.Length)];
        using var lab = VethLab.Create(Nics);
        await using var bench = new FaultBench(lab, mode, seed);
        var before = bench.Current.Interfaces;
        using var traffic = new SteadyTraffic(lab);

        foreach (var fault in Enumerable.Range(0, times).Select(i => Faults[i % Faults.Length]).OrderBy(_ => random.Next()))
        {
            var (rx, tx) = (bench[failing].UncountedRx, bench[failing].UncountedTx);
            bench.Inflict(fault, failing, random);
            output.WriteLine($"{fault}: missed at most {bench[failing].UncountedRx - rx} rx, {bench[failing].UncountedTx - tx} tx");
            if (fault is Fault.Severed or Fault.Uprooted)
            {
                Assert.True(bench[failing].UncountedRx > rx && bench[failing].UncountedTx > tx, $"seed {seed}: nothing missed after {fault}");
            }
        }

        traffic.Stop();
        bench.AwaitReadings();
        var after = bench.Current.Interfaces;
        output.WriteLine($"{bench.Laws.Seen} snapshots, {traffic.Sent} sent per NIC and direction, {failing}: {after[failing].Totals.Rx.Total}, {after[failing].UncountedRx}");
        foreach (var nic in Nics)
        {
            output.WriteLine($"{nic}: {after[nic].Totals.Rx.Total.Packets} rx, {after[nic].Totals.Tx.Total.Packets} tx; the kernel: {lab[nic].Host.Statistics()}, at the far end {lab[nic].Wire.Statistics()}");
        }

        Assert.Empty(bench.Laws.Broken);
        foreach (var nic in Nics.Where(nic => nic != failing))
        {
            Assert.Equal(traffic.Sent, after[nic].Totals.Rx.Total);
            Assert.Equal(traffic.Sent, after[nic].Totals.Tx.Total);
            Assert.Equal((0, before[nic].Attachment), (after[nic].Restarts, after[nic].Attachment));
            Assert.Equal((0ul, 0ul), (after[nic].UncountedRx, after[nic].UncountedTx));
        }

        Assert.Equal(times, after[failing].Restarts);
        var arrived = lab[failing].Host.Statistics();
        if (mode != ModePolicy.Native)
        {
            // A veth drops what waits in its ring when an XDP program leaves: that much may never have come in. The kernel stops a
            // NIC's queues for a moment when clsact comes or goes: that much was dropped, and says so.
            Assert.Equal((traffic.Sent.Packets, traffic.Sent.Packets), (arrived.RxPackets, arrived.TxPackets + arrived.TxDropped));
        }

        CheckFailing(after[failing].Totals.Rx.Total, after[failing].UncountedRx, traffic.Sent, arrived.RxPackets);
        CheckFailing(after[failing].Totals.Tx.Total, after[failing].UncountedTx, traffic.Sent, arrived.TxPackets);
    }

    /// <summary>What was missed is visible: counted and uncounted together are no less than what was there to count.</summary>
    private static void CheckFailing(Count counted, ulong uncounted, Count sent, ulong arrived)
    {
        Assert.InRange(counted.Packets, 1ul, sent.Packets);
        Assert.InRange(counted.Bytes, 1ul, sent.Bytes);
        Assert.InRange(counted.Packets + uncounted, arrived, ulong.MaxValue);
    }
}
