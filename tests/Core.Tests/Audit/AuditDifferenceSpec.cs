using FsCheck.Xunit;
using NetMonitor.Core.Audit;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Audit;

public sealed class AuditDifferenceSpec
{
    [Property]
    public bool Difference_should_be_no_error_while_every_packet_is_counted_by_both_within_a_grace_period(int seed)
    {
        var traffic = new AuditedTraffic(seed, packets: 300, moments: 5);
        var baseline = traffic.Reading(0).Packets(Direction.Rx, AuditUnit.SuperPackets);
        return Enumerable.Range(0, 7).All(number =>
            traffic.Reading(number).Packets(Direction.Rx, AuditUnit.SuperPackets).Since(baseline).Error == 0);
    }

    [Property]
    public bool Difference_should_be_the_distance_to_the_nearer_edge(uint kernel, ushort width, uint ours, ushort later)
    {
        ulong before = kernel, after = kernel + (ulong)width, closed = ours, now = ours + (ulong)later;
        var expected = closed > after ? (long)(closed - after) : now < before ? -(long)(before - now) : 0;
        var difference = AuditDifference.Of(before, after, closed, now);
        return difference.Error == expected && difference.Width == (ulong)width + later;
    }

    [Property]
    public bool Difference_should_not_rise_when_more_is_missing(uint kernel, ushort width, uint ours, ushort later, ushort missing)
    {
        ulong before = kernel, after = kernel + (ulong)width;
        var less = AuditDifference.Of(before, after, unchecked(ours - (ulong)missing), unchecked(ours + (ulong)later - missing));
        return less.Error <= AuditDifference.Of(before, after, ours, ours + (ulong)later).Error;
    }

    [Property]
    public bool Difference_should_be_the_same_wherever_the_counters_stand(uint kernel, ushort width, uint ours, ushort later, ulong kernelShift, ulong oursShift)
    {
        unchecked
        {
            AuditDifference At(ulong k, ulong o) => AuditDifference.Of(k + kernel, k + kernel + width, o + ours, o + ours + later)
                .Since(AuditDifference.Of(k, k, o, o));
            return At(kernelShift, oursShift) == At(0, 0);
        }
    }

    [Property]
    public bool Difference_should_add_the_width_of_its_baseline(uint kernel, ushort width, uint ours, ushort baselineWidth)
    {
        var difference = AuditDifference.Of(kernel, kernel + (ulong)width, ours, ours);
        var baseline = AuditDifference.Of(0, baselineWidth, 0, 0);
        return difference.Since(baseline).Width == (ulong)width + baselineWidth && Math.Abs(difference.Since(baseline).Error) <= Math.Abs(difference.Error) + baselineWidth;
    }
}
