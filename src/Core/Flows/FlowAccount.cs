using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NetMonitor.Core.Summaries;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>What one direction of one NIC counted in one closed window, or the sum of such: by class, in flows, and in overflow.</summary>
/// <remarks>Each figure was counted on its own, so that <see cref="FlowCoverage"/> is a check. Addition is element-wise, with
/// <see cref="Empty"/> as its identity.</remarks>
public sealed record FlowAccount : IMergeable<FlowAccount>
{
    private static readonly int Reasons = Enum.GetValues<OverflowReason>().Length;

    public static FlowAccount Empty { get; } = new()
    {
        Total = default,
        Classes = Zeros(TrafficClass.All.Length),
        Overflow = Zeros(TrafficClass.All.Length),
        OverflowReasons = Zeros(Reasons),
    };

    public required Count Total { get; init; }

    /// <summary>One entry per <see cref="TrafficClass.All"/>.</summary>
    public required ImmutableArray<Count> Classes { get; init => field = OfLength(value, TrafficClass.All.Length); }

    /// <summary>What has a 5-tuple and is in no flow, by class.</summary>
    public required ImmutableArray<Count> Overflow { get; init => field = OfLength(value, TrafficClass.All.Length); }

    /// <summary>The same once more, one entry per <see cref="OverflowReason"/>.</summary>
    public required ImmutableArray<Count> OverflowReasons { get; init => field = OfLength(value, Reasons); }

    /// <summary>Sum over the flows of each class; <see cref="FlowWindowBuilder"/> counts it.</summary>
    public ImmutableArray<Count> InFlows { get; init => field = OfLength(value, TrafficClass.All.Length); } = Zeros(TrafficClass.All.Length);

    static FlowAccount IMergeable<FlowAccount>.Empty => Empty;

    public static FlowAccount operator +(FlowAccount a, FlowAccount b) => ReferenceEquals(a, Empty) ? b : ReferenceEquals(b, Empty) ? a : new()
    {
        Total = a.Total + b.Total,
        Classes = Sum(a.Classes, b.Classes),
        Overflow = Sum(a.Overflow, b.Overflow),
        OverflowReasons = Sum(a.OverflowReasons, b.OverflowReasons),
        InFlows = Sum(a.InFlows, b.InFlows),
    };

    /// <summary>The same, with all that has a 5-tuple and was found in no flow as overflow of this reason.</summary>
    public FlowAccount WithRest(OverflowReason reason)
    {
        var (overflow, rest) = (Overflow.ToBuilder(), default(Count));
        foreach (var (place, one) in TrafficClass.All.Index().Where(pair => IpProtocol.HasFlow(pair.Item)))
        {
            var found = Overflow[place] + InFlows[place];
            if (Classes[place].Packets > found.Packets && Classes[place].Bytes >= found.Bytes)
            {
                var missing = new Count(Classes[place].Packets - found.Packets, Classes[place].Bytes - found.Bytes);
                overflow[place] += missing;
                rest += missing;
            }
        }

        return this with { Overflow = overflow.MoveToImmutable(), OverflowReasons = OverflowReasons.SetItem((int)reason, OverflowBy(reason) + rest) };
    }

    public Count OverflowBy(OverflowReason reason) => OverflowReasons[(int)reason];

    FlowAccount IMergeable<FlowAccount>.Merge(FlowAccount other) => this + other;

    public bool Equals(FlowAccount? other) =>
        other is not null
        && Total == other.Total
        && Classes.AsSpan().SequenceEqual(other.Classes.AsSpan())
        && Overflow.AsSpan().SequenceEqual(other.Overflow.AsSpan())
        && OverflowReasons.AsSpan().SequenceEqual(other.OverflowReasons.AsSpan())
        && InFlows.AsSpan().SequenceEqual(other.InFlows.AsSpan());

    public override int GetHashCode() => Total.GetHashCode();

    private static ImmutableArray<Count> Zeros(int length) => ImmutableArray.Create(new Count[length]);

    private static ImmutableArray<Count> Sum(ImmutableArray<Count> a, ImmutableArray<Count> b)
    {
        var sum = ImmutableArray.CreateBuilder<Count>(a.Length);
        for (var i = 0; i < a.Length; i++)
        {
            sum.Add(a[i] + b[i]);
        }

        return sum.MoveToImmutable();
    }

    private static ImmutableArray<Count> OfLength(ImmutableArray<Count> value, int length, [CallerMemberName] string member = "") =>
        !value.IsDefault && value.Length == length
            ? value
            : throw new ArgumentException($"{member} takes {length} entries.", member);
}
