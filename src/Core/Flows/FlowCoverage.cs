using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>How much of what was counted is in flows, and whether the account adds up: total = sum over classes = sum over flows + overflow +
/// what has no flow.</summary>
/// <param name="WithoutFlow">No IP, or an IP header that could not be read.</param>
/// <param name="Differences">Empty where everything agrees. Differences of several classes do not make up for each other.</param>
public sealed record FlowCoverage(
    Count Total, Count InFlows, Count Overflow, Count WithoutFlow, ImmutableArray<FlowDifference> Differences)
{
    public bool IsExact => Differences.IsEmpty;

    /// <summary>Of the packets that have a flow, those that are in one: 1 is all of them, also where there were none.</summary>
    public double PacketRatio => Ratio(InFlows.Packets, InFlows.Packets + Overflow.Packets);

    /// <summary>As <see cref="PacketRatio"/>.</summary>
    public double ByteRatio => Ratio(InFlows.Bytes, InFlows.Bytes + Overflow.Bytes);

    public static FlowCoverage Of(FlowAccount account)
    {
        var (classes, inFlows, overflow, withoutFlow, reasons) = (default(Count), default(Count), default(Count), default(Count), default(Count));
        var differences = ImmutableArray.CreateBuilder<FlowDifference>();
        foreach (var trafficClass in TrafficClass.All)
        {
            var (counted, held, over) = (account.Classes[trafficClass.Index], account.InFlows[trafficClass.Index], account.Overflow[trafficClass.Index]);
            var hasFlow = IpProtocol.HasFlow(trafficClass);
            classes += counted;
            inFlows += held;
            overflow += over;
            withoutFlow += hasFlow ? default : counted;
            Compare(differences, FlowCheck.ClassWithFlows, trafficClass, hasFlow ? counted : default, held + over);
        }

        foreach (var reason in account.OverflowReasons)
        {
            reasons += reason;
        }

        Compare(differences, FlowCheck.TotalWithClasses, null, account.Total, classes);
        Compare(differences, FlowCheck.OverflowWithReasons, null, overflow, reasons);
        return new(account.Total, inFlows, overflow, withoutFlow, differences.ToImmutable());
    }

    public bool Equals(FlowCoverage? other) =>
        other is not null
        && (Total, InFlows, Overflow, WithoutFlow) == (other.Total, other.InFlows, other.Overflow, other.WithoutFlow)
        && Differences.AsSpan().SequenceEqual(other.Differences.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Total, InFlows, Overflow, WithoutFlow);

    private static void Compare(ImmutableArray<FlowDifference>.Builder differences, FlowCheck check, TrafficClass? trafficClass, Count a, Count b)
    {
        if (a != b)
        {
            differences.Add(new(check, trafficClass, (long)(a.Packets - b.Packets), (long)(a.Bytes - b.Bytes)));
        }
    }

    private static double Ratio(ulong part, ulong whole) => whole == 0 ? 1 : (double)part / whole;
}
