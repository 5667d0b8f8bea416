using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Audit;

/// <summary>What the evidence says about a difference. Each cause has to show something for itself; what is merely possible says so.</summary>
internal static class AuditFindings
{
    private const long FrameCheckSequence = 4;
    private const long EthernetHeader = 14;
    private const long Tag = 4;

    /// <param name="error">Not 0.</param>
    /// <param name="isLate">The kernel's figure was seen not to move over an interval in which ours did.</param>
    public static ImmutableArray<AuditExplanation> OfPackets(
        Direction direction, long error, AuditBracket baseline, AuditBracket now, AuditUnit unit, bool isLate)
    {
        var found = ImmutableArray.CreateBuilder<AuditExplanation>();
        var evidence = now.Evidence;
        if (direction == Direction.Tx && error > 0)
        {
            Evident(AuditCause.DriverDrops, unchecked(now.After.TxDropped - baseline.Before.TxDropped));
            Evident(AuditCause.QdiscDrops, evidence?.QdiscDrops ?? 0);
            Evident(AuditCause.QdiscQueue, evidence?.QdiscWaiting ?? 0);
        }

        if (direction == Direction.Rx && error < 0 && evidence is { ForeignXdp: true })
        {
            found.Add(new(AuditCause.ForeignXdp, IsEvident: true, null));
        }

        if (direction == Direction.Rx && found.Count == 0 && IsBetweenUnits(direction, error, baseline, now, unit))
        {
            found.Add(new(AuditCause.MixedUnits, IsEvident: false, null));
        }

        if (found.Count == 0 && isLate)
        {
            found.Add(new(AuditCause.LateStatistics, IsEvident: true, null));
        }

        if (found.Count == 0 && direction == Direction.Tx && error < 0)
        {
            found.Add(new(AuditCause.PastEgress, IsEvident: false, null));
        }

        // Evidence for fewer than are missing explains these, and no more.
        var accounted = found.Aggregate(0UL, static (sum, one) => sum + (one.Packets ?? 0));
        if (found.All(one => one.Packets is not null) && accounted < (ulong)Math.Abs(error))
        {
            found.Add(new(AuditCause.Unexplained, IsEvident: false, (ulong)Math.Abs(error) - accounted));
        }

        return found.ToImmutable();

        void Evident(AuditCause cause, ulong packets)
        {
            // A driver that began anew shows less than at the baseline.
            if (packets is > 0 and <= long.MaxValue)
            {
                found.Add(new(cause, IsEvident: true, packets));
            }
        }
    }

    /// <summary>Null where bytes agree, or as nothing but a wrong count of packets would explain.</summary>
    /// <param name="tagged">Packets with tags.</param>
    public static AuditExplanation? OfBytes(AuditDifference bytes, ulong packets, ulong tagged)
    {
        if (bytes.Error == 0)
        {
            return null;
        }

        var count = (long)packets;
        var slack = (long)Math.Min(bytes.Width, long.MaxValue / 4);
        return IsNear(count * EthernetHeader) ? new(AuditCause.LinkHeader, IsEvident: true, packets)
            : IsNear(-count * FrameCheckSequence) ? new(AuditCause.FrameCheckSequence, IsEvident: true, packets)
            : bytes.Error > 0 && tagged > 0 && bytes.Low <= (long)tagged * Tag ? new(AuditCause.TagsInMetadata, IsEvident: true, tagged)
            : new(AuditCause.Unexplained, IsEvident: false, null);

        bool IsNear(long expected) => bytes.Low - slack <= expected && expected <= bytes.High + slack && Math.Sign(expected) == Math.Sign(bytes.Error);
    }

    private static bool IsBetweenUnits(Direction direction, long error, AuditBracket baseline, AuditBracket now, AuditUnit unit)
    {
        var other = unit == AuditUnit.SuperPackets ? AuditUnit.WirePackets : AuditUnit.SuperPackets;
        var opposite = now.Packets(direction, other).Since(baseline.Packets(direction, other)).Error;
        return opposite != 0 && Math.Sign(opposite) == -Math.Sign(error);
    }
}
