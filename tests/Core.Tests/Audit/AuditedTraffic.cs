using NetMonitor.Core.Audit;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Audit;

/// <summary>Packets of one NIC, each counted by us at one moment and by the kernel at another, less than a grace period before or after; and the readings that
/// somebody takes of both. What is missing was counted by one of the two only.</summary>
internal sealed class AuditedTraffic
{
    public const int Grace = 20;
    private const int Interval = 100;

    private readonly List<(int Ours, int Kernel, bool ByUs, bool ByKernel)> _packets = [];
    private readonly Random _random;

    /// <param name="moments">Packets pass in the first so many intervals; those after them are quiet.</param>
    public AuditedTraffic(int seed, int packets, int moments, Func<Random, (bool ByUs, bool ByKernel)>? fate = null)
    {
        _random = new Random(seed);
        for (var i = 0; i < packets; i++)
        {
            var ours = _random.Next((moments * Interval) - (2 * Grace));
            var (byUs, byKernel) = fate?.Invoke(_random) ?? (true, true);
            _packets.Add((ours, ours + _random.Next(-Grace + 1, Grace), byUs, byKernel));
        }
    }

    public int Missing => _packets.Count(one => one is { ByUs: false, ByKernel: true });

    /// <summary>Both counters begin at these, which may be near to wrapping.</summary>
    public ulong OursAtStart { get; init; }

    public ulong KernelAtStart { get; init; }

    public AuditBracket Reading(int number)
    {
        var at = number * Interval;
        return new AuditBracket(Kernel(at - 1), Kernel(at + Grace), Ours(at), Ours(at), Ours(at + Grace), Ours(at + Grace));
    }

    /// <summary>A fold over so many readings, the first of which is its baseline unless another is given.</summary>
    public InterfaceAudit Audit(int readings, AuditBracket? baseline = null) => Enumerable.Range(0, readings).Aggregate(
        InterfaceAudit.Begin(Example.Link, baseline ?? Reading(0)), (audit, number) => audit.After(Reading(number), TrafficCounters.Zero));

    private Core.Interfaces.KernelCounters Kernel(int at)
    {
        var packets = unchecked(KernelAtStart + (ulong)_packets.Count(one => one.ByKernel && one.Kernel <= at));
        return new(packets, packets, unchecked(packets * 100), unchecked(packets * 100), 0, 0, 0, 0, 0, 0);
    }

    private AuditCount Ours(int at)
    {
        var packets = unchecked(OursAtStart + (ulong)_packets.Count(one => one.ByUs && one.Ours <= at));
        return new(new Count(packets, unchecked(packets * 100)), default);
    }
}
