using NetMonitor.Core.Audit;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Audit;

/// <summary>What is said of a difference rests on evidence, or is said to be merely possible.</summary>
public sealed class AuditFindingsSpec
{
    private static readonly AuditEvidence Nothing = new(QdiscDrops: 0, QdiscWaiting: 0, ForeignXdp: false);

    [Fact]
    public void Sent_packets_that_never_left_should_be_explained_by_whoever_dropped_or_holds_them()
    {
        Assert.Equal([new(AuditCause.DriverDrops, true, 10)], Twice(Sent(90, 100, dropped: 10)).Tx.Explanations.AsEnumerable());
        Assert.Equal([new(AuditCause.QdiscDrops, true, 10)], Twice(Sent(90, 100) with { Evidence = Nothing with { QdiscDrops = 10 } }).Tx.Explanations.AsEnumerable());
        Assert.Equal(
            [new(AuditCause.QdiscQueue, true, 4), new(AuditCause.Unexplained, false, 6)],
            Twice(Sent(90, 100) with { Evidence = Nothing with { QdiscWaiting = 4 } }).Tx.Explanations.AsEnumerable());
        Assert.Equal([new(AuditCause.Unexplained, false, 10)], Twice(Sent(90, 100) with { Evidence = Nothing }).Tx.Explanations.AsEnumerable());
    }

    [Fact]
    public void Sent_packets_that_we_did_not_see_should_only_possibly_have_gone_past_us() =>
        Assert.Equal([new(AuditCause.PastEgress, false, null)], Twice(Sent(110, 100) with { Evidence = Nothing }).Tx.Explanations.AsEnumerable());

    [Fact]
    public void Received_packets_that_we_did_not_see_should_be_explained_by_a_program_in_front_where_there_is_one()
    {
        Assert.Equal([new(AuditCause.ForeignXdp, true, null)], Twice(Received(110, 100) with { Evidence = Nothing with { ForeignXdp = true } }).Rx.Explanations.AsEnumerable());
        Assert.Equal([new(AuditCause.Unexplained, false, 10)], Twice(Received(110, 100) with { Evidence = Nothing }).Rx.Explanations.AsEnumerable());
    }

    [Fact]
    public void Counters_that_stand_still_should_be_said_to_be_late()
    {
        var audit = InterfaceAuditSpec.Read(InterfaceAuditSpec.Begin(), (100, 100), (100, 200), (100, 300));

        Assert.Equal(100, audit.Rx.Error);
        Assert.Equal([new(AuditCause.LateStatistics, true, null)], audit.Rx.Explanations.AsEnumerable());
        Assert.Equal(0, InterfaceAuditSpec.Read(audit, (400, 400)).Rx.Error);
    }

    [Theory]
    [InlineData(86, AuditCause.LinkHeader)]
    [InlineData(104, AuditCause.FrameCheckSequence)]
    [InlineData(93, AuditCause.Unexplained)]
    [InlineData(100, null)]
    public void Bytes_should_be_explained_by_what_each_packet_lacks_or_has_more(ulong bytesPerPacket, AuditCause? cause)
    {
        var bytes = 1000 * bytesPerPacket;
        var kernel = new KernelCounters(1000, 1000, bytes, bytes, 0, 0, 0, 0, 0, 0);
        var audit = Twice(new AuditBracket(kernel, kernel, Ours(1000), Ours(1000), Ours(1000), Ours(1000)));

        Assert.Equal(0, audit.Rx.Error);
        Assert.Equal(1000 * (100 - (long)bytesPerPacket), audit.Rx.ErrorBytes);
        Assert.Equal(cause, audit.Rx.Explanations.SingleOrDefault()?.Cause);
    }

    [Fact]
    public void Bytes_of_tags_should_be_explained_where_there_were_tags()
    {
        var kernel = new KernelCounters(1000, 1000, 100_000 - (4 * 30), 100_000, 0, 0, 0, 0, 0, 0);
        var tagged = TrafficCounters.Zero with { Rx = DirectionCounters.Zero with { VlanTags = [30, 0, 0, 0, 0] } };
        var audit = InterfaceAuditSpec.Begin().After(new AuditBracket(kernel, kernel, Ours(1000), Ours(1000), Ours(1000), Ours(1000)), tagged);

        Assert.Equal([new(AuditCause.TagsInMetadata, true, 30)], audit.Rx.Explanations.AsEnumerable());
        Assert.Empty(audit.Tx.Explanations.AsEnumerable());
    }

    [Fact]
    public void News_should_be_told_once()
    {
        var lines = new List<string>();
        var host = HostSnapshot.Empty.Detached(Example.Link, InterfaceCondition.Attaching, "", 0);
        var audit = InterfaceAuditSpec.Begin();
        foreach (var (number, reading) in new (ulong, ulong)[] { (100, 99), (200, 198), (300, 297), (400, 396), (500, 495), (600, 594), (7, 601), (107, 701) }.Index())
        {
            audit = InterfaceAuditSpec.Read(audit, reading);
            var next = host.After(new InterfaceSummary(
                Example.Link,
                new Attachment(new Generation(1), AttachMode.Tcx, ""),
                Example.Reading(1, number + 1, TrafficCounters.Zero) with { Audit = audit },
                null,
                TimeSpan.Zero));
            lines.AddRange(AuditNews.Between(host, next, Example.Link.Name).Where(line => line.Contains(" rx:", StringComparison.Ordinal)));
            host = next;
        }

        Assert.Equal(
            [
                "veth0 rx: our count drifts from the kernel's, by -3 packets now: 3 unexplained",
                "veth0 rx: the kernel's counter stepped back; the comparison with ours begins anew",
            ],
            lines);
    }

    private static InterfaceAudit Twice(AuditBracket bracket) =>
        InterfaceAuditSpec.Begin().After(bracket, TrafficCounters.Zero).After(bracket, TrafficCounters.Zero);

    private static AuditBracket Sent(ulong kernel, ulong ours, ulong dropped = 0)
    {
        var counters = new KernelCounters(0, kernel, 0, kernel * 100, 0, 0, 0, dropped, 0, 0);
        return new(counters, counters, default, Ours(ours), default, Ours(ours));
    }

    private static AuditBracket Received(ulong kernel, ulong ours)
    {
        var counters = new KernelCounters(kernel, 0, kernel * 100, 0, 0, 0, 0, 0, 0, 0);
        return new(counters, counters, Ours(ours), default, Ours(ours), default);
    }

    private static AuditCount Ours(ulong packets) => new(new Count(packets, packets * 100), default);
}
