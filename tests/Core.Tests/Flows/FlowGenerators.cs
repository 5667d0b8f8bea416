using FsCheck;
using FsCheck.Fluent;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Flows;

/// <summary>Few keys and moments, so that equal ones are common.</summary>
public static class FlowGenerators
{
    private static readonly HostAddress[] Addresses =
        [HostAddress.IPv4(0x0a000001), HostAddress.IPv4(0x0a000002), new(0x20010db800000000, 1), new(0x20010db800000000, 2)];

    private static readonly ushort[] Ports = [0, 53, 443, 40000];
    private static readonly byte[] Protocols = [IpProtocol.Tcp, IpProtocol.Udp, 4, 41, 200];

    public static Arbitrary<FlowKey> FlowKey() => Seeded(Key);

    public static Arbitrary<FlowCounts> FlowCounts() => Gen.Frequency(
        (1, Gen.Constant(default(FlowCounts))),
        (8, from packets in Gen.Choose(1, 3)
            from first in Gen.Choose(0, 3)
            from length in Gen.Choose(0, 3)
            from odds in Gen.Choose(0, int.MaxValue)
            let random = new Random(odds)
            select new FlowCounts(
                (ulong)packets, (ulong)packets * 60, (ulong)packets * 46, new MonotonicTime(first), new MonotonicTime(first + length), (ushort)random.Next(60, 63),
                (ushort)random.Next(63, 66), (ushort)random.Next(3), (byte)random.Next(3), (byte)random.Next(256)))).ToArbitrary();

    public static Arbitrary<FlowHistory> FlowHistory() =>
        Gen.Choose(0, int.MaxValue).Select(Flows.FlowHistory.Random).ToArbitrary();

    public static Arbitrary<FlowAccount> FlowAccount() => Seeded(static random =>
    {
        Count Some() => random.Next(3) == 0 ? new((ulong)random.Next(5), (ulong)random.Next(500)) : default;
        return NetMonitor.Core.Flows.FlowAccount.Empty with
        {
            Total = Some(),
            Classes = [.. TrafficClass.All.Select(_ => Some())],
            Overflow = [.. TrafficClass.All.Select(_ => Some())],
            InFlows = [.. TrafficClass.All.Select(_ => Some())],
            OverflowReasons = [.. Enum.GetValues<OverflowReason>().Select(_ => Some())],
        };
    });

    /// <summary>Of a ledger that lived through a history.</summary>
    public static Arbitrary<FlowSummary> FlowSummary() => FlowHistory().Generator.Select(static history =>
    {
        var ledger = new FlowLedger(Flows.FlowHistory.Settings(8), 1);
        foreach (var round in history.Rounds.Take(history.Seed % 8))
        {
            Flows.FlowHistory.Tell(ledger, [], round);
        }

        return ledger.View(0).Recent.Total;
    }).ToArbitrary();

    public static FlowKey Key(Random random) => new(
        Addresses[random.Next(Addresses.Length)], Addresses[random.Next(Addresses.Length)], Ports[random.Next(Ports.Length)],
        Ports[random.Next(Ports.Length)], Protocols[random.Next(Protocols.Length)], random.Next(2) == 0 ? IpVersion.V4 : IpVersion.V6);

    private static Arbitrary<T> Seeded<T>(Func<Random, T> make) =>
        Gen.Choose(0, int.MaxValue).Select(seed => make(new Random(seed))).ToArbitrary();
}
