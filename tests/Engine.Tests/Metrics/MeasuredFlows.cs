using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Tests.Metrics;

/// <summary>The flows of <see cref="SampleHost"/>, as a real ledger shows them: of eth0, of which some packets overflowed and one is missing, and of a NIC that
/// is gone.</summary>
internal static class MeasuredFlows
{
    public static FlowView View { get; } = Ledger().View(top: 20, pairs: 2);

    public static FlowLedger Ledger()
    {
        var ledger = new FlowLedger(
            new FlowLedgerSettings(5, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)), seed: 1);
        var builder = new FlowWindowBuilder();
        var udp = TrafficClass.Of("udp", IpVersion.V4).Index;
        var overflow = new Count(3, 300);
        Add(builder, from: 1, to: 2, packets: 50);
        Add(builder, from: 1, to: 3, packets: 20);
        Add(builder, from: 4, to: 2, packets: 5);
        Add(builder, from: 5, to: 2, packets: 2);
        using var window = builder.Close("eth0", new MonotonicTime(12_000_000_000), Account(new Count(81, 8_100)) with
        {
            Overflow = FlowAccount.Empty.Overflow.SetItem(udp, overflow),
            OverflowReasons = FlowAccount.Empty.OverflowReasons.SetItem((int)OverflowReason.RingFull, overflow),
        }, FlowAccount.Empty);
        Add(builder, from: 7, to: 8, packets: 1);
        using var gone = builder.Close("eth7", new MonotonicTime(12_000_000_000), Account(new Count(1, 100)), FlowAccount.Empty);
        ledger.Advance(new MonotonicTime(12_000_000_000));
        ledger.Fold(window);
        ledger.Fold(gone);
        return ledger;

        FlowAccount Account(Count total) =>
            FlowAccount.Empty with { Total = total, Classes = FlowAccount.Empty.Classes.SetItem(udp, total) };
    }

    private static void Add(FlowWindowBuilder builder, uint from, uint to, ulong packets)
    {
        var at = new MonotonicTime(12_000_000_000);
        builder.Add(
            Direction.Rx,
            new FlowKey(HostAddress.IPv4(0x0a000000 + from), HostAddress.IPv4(0x0a000000 + to), 1000, 53, IpProtocol.Udp, IpVersion.V4),
            new FlowCounts(packets, packets * 100, packets * 86, at, at));
    }
}
