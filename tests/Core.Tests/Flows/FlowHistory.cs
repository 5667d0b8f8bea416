using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Flows;

/// <summary>What a host goes through: rounds of windows of several NICs, some late, each followed by a moment at which time is told.</summary>
/// <remarks>Few keys, so that each comes from several CPUs, windows and NICs; pauses around the timeouts of <see cref="Settings"/>.</remarks>
public sealed record FlowHistory(int Seed, IReadOnlyList<FlowHistory.Round> Rounds)
{
    private static readonly string[] Nics = ["eth0", "eth1", "eth2"];

    public static FlowHistory Random(int seed)
    {
        var random = new Random(seed);
        var rounds = new List<Round>();
        var now = 0.0;
        while (rounds.Count < 12)
        {
            now += random.Next(4) switch { 0 => 0.5, 1 => 1, 2 => 4, _ => random.Next(1, 25) };
            rounds.Add(new(now, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Late(random, now))]));
        }

        return new(seed, rounds);
    }

    public static FlowLedgerSettings Settings(int capacity) =>
        new(capacity, retention: TimeSpan.FromSeconds(20), activeTimeout: TimeSpan.FromSeconds(10), idleTimeout: TimeSpan.FromSeconds(5));

    /// <summary>What happens to a ledger, and what it hands out.</summary>
    public static List<ClosedFlow> Tell(FlowLedger ledger, List<ClosedFlow> closed, Round round)
    {
        foreach (var part in round.Parts)
        {
            using var window = FlowExample.Window(part.Nic, part.ClosedAt, part.Samples);
            ledger.Fold(window);
        }

        ledger.Advance(FlowExample.At(round.Now));
        return closed;
    }

    /// <summary>It tells all: a history is made of its seed.</summary>
    public override string ToString() => $"seed {Seed}";

    private static Part Late(Random random, double now)
    {
        var closedAt = random.Next(4) == 0 ? Math.Max(0, now - random.Next(30)) : now;
        return new(Nics[random.Next(Nics.Length)], closedAt, [.. Enumerable.Range(0, random.Next(8)).Select(_ => Sample(random, closedAt))]);
    }

    private static FlowSample Sample(Random random, double closedAt)
    {
        var last = closedAt - (random.Next(4) / 4.0);
        var first = last - (random.Next(4) / 4.0);
        var packets = (ulong)random.Next(1, 4);
        var key = FlowGenerators.Key(new Random(random.Next(6)));
        return new(
            (Direction)random.Next(2),
            random.Next(2) == 0 ? key : key.Reverse,
            new(packets, packets * (ulong)random.Next(60, 63), packets * 46, FlowExample.At(first), FlowExample.At(last), (ushort)random.Next(60, 63),
                (ushort)random.Next(63, 66), (ushort)random.Next(2), (byte)random.Next(2), (byte)random.Next(64)));
    }

    /// <param name="Now">Seconds, told after the windows.</param>
    public sealed record Round(double Now, IReadOnlyList<Part> Parts)
    {
        /// <summary>In another order, and each flow's packets dealt out to several CPUs.</summary>
        public Round Dealt(Random random)
        {
            var parts = Parts.Select(part => part with { Samples = [.. part.Samples.SelectMany(sample => Split(sample, random))] }).ToArray();
            random.Shuffle(parts);
            foreach (var part in parts)
            {
                random.Shuffle(part.Samples);
            }

            return this with { Parts = parts };
        }

        private static IEnumerable<FlowSample> Split(FlowSample sample, Random random)
        {
            var counts = sample.Counts;
            var packets = counts.Packets;
            if (packets < 2 || random.Next(2) == 0)
            {
                return [sample];
            }

            // One CPU has one packet less, and saw the flow begin; the other one has the last.
            FlowCounts Take(ulong some, bool isFirst) => new(
                some, counts.Bytes / packets * some, counts.IpBytes / packets * some,
                isFirst ? counts.First : counts.Last, isFirst ? counts.First : counts.Last,
                counts.Smallest, counts.Largest, isFirst || counts.First != counts.Last ? counts.Vlan : (ushort)9, counts.Dscp, counts.TcpFlags);
            return [sample with { Counts = Take(packets - 1, true) }, sample with { Counts = Take(1, false) }];
        }
    }

    public sealed record Part(string Nic, double ClosedAt, FlowSample[] Samples);
}
