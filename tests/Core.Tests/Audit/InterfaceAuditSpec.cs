using FsCheck.Xunit;
using NetMonitor.Core.Audit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Audit;

public sealed class InterfaceAuditSpec
{
    private const int Busy = 6;

    [Property]
    public bool Audit_should_find_no_error_where_none_is(int seed, ulong ours, ulong kernel)
    {
        var traffic = new AuditedTraffic(seed, packets: 400, Busy) { OursAtStart = ours, KernelAtStart = kernel };
        return Enumerable.Range(1, Busy + 2).All(readings => traffic.Audit(readings) is { Rx.Error: 0, Tx.Error: 0, Rx.IsDrifting: false, Rx.Rebases: 0 });
    }

    [Property]
    public bool Audit_should_find_the_exact_number_once_it_is_quiet(int seed)
    {
        var traffic = new AuditedTraffic(seed, packets: 400, Busy, fate: random => random.Next(10) == 0 ? (false, true) : (true, true));
        var audit = traffic.Audit(Busy + 3, AuditBracket.AtAttach(default, default));
        return audit.Rx.Error == -traffic.Missing && audit.Tx.Error == -traffic.Missing && audit.Rx.Width == 0;
    }

    [Property]
    public bool Audit_should_find_what_the_kernel_did_not_count(int seed, ulong start)
    {
        var extra = 0;
        var traffic = new AuditedTraffic(seed, packets: 400, Busy, fate: random => random.Next(7) == 0 ? (++extra > 0, false) : (true, true))
        {
            OursAtStart = start,
            KernelAtStart = ~start,
        };
        var at = new KernelCounters(~start, ~start, unchecked(~start * 100), unchecked(~start * 100), 0, 0, 0, 0, 0, 0);
        var baseline = AuditBracket.AtAttach(at, at) with { Rx = At(start), RxLater = At(start), Tx = At(start), TxLater = At(start) };
        return traffic.Audit(Busy + 3, baseline).Tx.Error == extra;
    }

    [Property]
    public bool Audit_should_never_say_more_than_is_missing(int seed)
    {
        var traffic = new AuditedTraffic(seed, packets: 400, Busy, fate: random => random.Next(5) == 0 ? (false, true) : (true, true));
        return Enumerable.Range(1, Busy + 2).All(readings => traffic.Audit(readings).Rx.Error is <= 0 and var error && -error <= traffic.Missing);
    }

    [Property]
    public bool Audit_should_find_the_exact_number_of_what_is_lost_after_a_pause_however_wide_it_began(int seed)
    {
        var busy = new AuditedTraffic(seed, packets: 400, Busy);
        var late = new AuditedTraffic(seed, packets: 50, Busy, fate: random => (random.Next(3) > 0, true)) { OursAtStart = 400, KernelAtStart = 400 };
        var audit = Enumerable.Range(1, Busy + 2).Aggregate(
            InterfaceAudit.Begin(Example.Link, busy.Reading(1)), (audit, number) => audit.After(busy.Reading(number), TrafficCounters.Zero));
        audit = Enumerable.Range(0, Busy + 3).Aggregate(audit, (sum, number) => sum.After(late.Reading(number), TrafficCounters.Zero));
        return audit.Rx.Error == -late.Missing && audit.Rx.Width == 0;
    }

    [Fact]
    public void Audit_should_not_take_a_counter_that_stands_still_for_a_narrow_one()
    {
        var audit = InterfaceAudit.Begin(Example.Link, new AuditBracket(Kernel(0), Kernel(50), At(50), At(50), At(80), At(80)));

        // It shows 40 while packets pass, and for a while after that; then all of them at once.
        audit = Read(audit, (40, 60), (40, 70), (40, 70), (70, 70), (70, 70));

        Assert.Equal(0, audit.Rx.Error);
        Assert.NotEqual(0UL, audit.Rx.Width);
    }

    [Fact]
    public void Audit_should_say_nothing_of_what_only_one_reading_shows()
    {
        var audit = Read(Begin(), (100, 90));
        Assert.Equal(0, audit.Rx.Error);

        Assert.Equal(0, Read(audit, (200, 200)).Rx.Error);
        Assert.Equal(-7, Read(audit, (200, 193)).Rx.Error);
        Assert.Equal(-10, Read(audit, (200, 150)).Rx.Error);
        Assert.Equal(0, Read(audit, (200, 207)).Rx.Error);
    }

    [Fact]
    public void Audit_should_drift_while_an_error_grows_over_three_readings_in_a_row_and_not_after_one_loss()
    {
        var lost = Read(Begin(), (100, 50), (200, 150), (300, 250), (400, 350), (500, 450));
        Assert.Equal((-50, false), (lost.Rx.Error, lost.Rx.IsDrifting));

        var drifting = Read(Begin(), (100, 99), (200, 198), (300, 297), (400, 396));
        Assert.Equal((-3, true), (drifting.Rx.Error, drifting.Rx.IsDrifting));
        Assert.False(Read(Begin(), (100, 99), (200, 198), (300, 297)).Rx.IsDrifting);

        var after = Read(drifting, (500, 496), (600, 596));
        Assert.True(after.Rx.IsDrifting);
        Assert.False(Read(after, (700, 696), (800, 796)).Rx.IsDrifting);
    }

    [Fact]
    public void Audit_should_begin_anew_and_say_so_when_the_kernels_counter_steps_back()
    {
        var before = Read(Begin(), (1000, 990), (2000, 1990));
        Assert.Equal((-10, 0L, 2000UL), (before.Rx.Error, before.Rx.Rebases, before.Rx.Compared));

        var reset = Read(before, (5, 2005));
        Assert.Equal((-10, 1L), (reset.Rx.Error, reset.Rx.Rebases));

        var after = Read(reset, (105, 2102), (205, 2202));
        Assert.Equal((-13, 1L, 2200UL), (after.Rx.Error, after.Rx.Rebases, after.Rx.Compared));
        Assert.Equal(-13 / 2200.0, after.Rx.Ratio);
    }

    [Fact]
    public void Audit_should_begin_anew_when_the_kernels_counter_steps_back_within_a_bracket()
    {
        var audit = Read(Begin(), (1000, 1000)).After(new AuditBracket(Kernel(1100), Kernel(3), At(1100), At(1100), At(1110), At(1110)), TrafficCounters.Zero);
        Assert.Equal((0, 1L), (audit.Rx.Error, audit.Rx.Rebases));

        audit = Read(audit, (20, 1120), (120, 1220));
        Assert.Equal((0, 1L), (audit.Rx.Error, audit.Rx.Rebases));
        Assert.Equal(7, Read(audit, (120, 1230), (120, 1227)).Rx.Error);
        Assert.Equal(50, Read(audit, (120, 1270), (120, 1270)).Rx.Error);
    }

    [Fact]
    public void Audit_should_take_a_wrap_for_no_step_back()
    {
        var audit = InterfaceAudit.Begin(Example.Link, AuditBracket.AtAttach(Kernel(ulong.MaxValue - 9), Kernel(ulong.MaxValue - 9)));
        audit = Read(audit, (ulong.MaxValue, 9), (90, 95), (190, 195));

        Assert.Equal((-5, 0L), (audit.Rx.Error, audit.Rx.Rebases));
    }

    [Fact]
    public void Audit_should_leave_out_what_was_folded_where_the_kernel_counts_super_packets()
    {
        var audit = Begin().After(Folded(100, 4000, 3900), TrafficCounters.Zero).After(Folded(100, 4000, 3900), TrafficCounters.Zero);

        Assert.Equal((0, AuditUnit.SuperPackets), (audit.Rx.Error, audit.Rx.Unit));
        Assert.Equal([new AuditExplanation(AuditCause.SuperPackets, true, 3900)], audit.Rx.Explanations.AsEnumerable());
    }

    [Fact]
    public void Audit_should_find_out_that_the_kernel_counts_wire_packets()
    {
        var audit = Begin().After(Folded(4000, 4000, 3900), TrafficCounters.Zero).After(Folded(4000, 4000, 3900), TrafficCounters.Zero);
        Assert.Equal((0, AuditUnit.WirePackets), (audit.Rx.Error, audit.Rx.Unit));

        var lost = audit.After(Folded(5000, 4990, 4800), TrafficCounters.Zero).After(Folded(5000, 4990, 4800), TrafficCounters.Zero);
        Assert.Equal((-10, AuditUnit.WirePackets), (lost.Rx.Error, lost.Rx.Unit));
    }

    [Fact]
    public void Audit_should_go_on_from_what_an_earlier_attachment_left()
    {
        var earlier = Read(Begin(), (1000, 990), (2000, 1990));
        var present = Read(Begin(), (500, 497), (500, 497)).Following(earlier);

        Assert.Equal((-13, 2500UL), (present.Rx.Error, present.Rx.Compared));
    }

    [Fact]
    public void Totals_should_carry_the_audit_over_generations_and_drop_it_where_nothing_can_be_compared()
    {
        InterfaceTotals After(InterfaceTotals totals, long generation, double seconds, AttachMode mode, InterfaceAudit? audit) => totals.After(new InterfaceSummary(
            Example.Link, new Attachment(new Generation(generation), mode, ""), Example.Reading(generation, seconds, TrafficCounters.Zero) with { Audit = audit }, null, TimeSpan.Zero));
        var lost = Read(Begin(), (1000, 990), (2000, 1990));

        var totals = After(InterfaceTotals.None, 1, 1, AttachMode.Tcx, lost);
        Assert.Equal(-10, totals.Audit!.Rx.Error);
        totals = After(totals, 1, 2, AttachMode.Tcx, null);
        Assert.Equal(-10, totals.Audit!.Rx.Error);
        totals = After(totals, 2, 3, AttachMode.Tcx, lost);
        Assert.Equal(-20, totals.Audit!.Rx.Error);
        totals = After(totals, 2, 4, AttachMode.Tcx, lost);
        Assert.Equal(-20, totals.Audit!.Rx.Error);
        Assert.Null(After(totals, 3, 5, AttachMode.Kernel, null).Audit);
    }

    internal static InterfaceAudit Begin() => InterfaceAudit.Begin(Example.Link, AuditBracket.AtAttach(default, default));

    /// <summary>Readings in which nothing was under way.</summary>
    internal static InterfaceAudit Read(InterfaceAudit audit, params (ulong Kernel, ulong Ours)[] readings)
    {
        foreach (var (kernel, ours) in readings)
        {
            audit = audit.After(new AuditBracket(Kernel(kernel), Kernel(kernel), At(ours), At(ours), At(ours), At(ours)), TrafficCounters.Zero);
        }

        return audit;
    }

    internal static KernelCounters Kernel(ulong packets) => unchecked(new(packets, packets, packets * 100, packets * 100, 0, 0, 0, 0, 0, 0));

    internal static AuditCount At(ulong packets) => new(new Count(packets, unchecked(packets * 100)), default);

    private static AuditBracket Folded(ulong kernel, ulong wire, ulong coalesced)
    {
        var ours = new AuditCount(new Count(wire, wire * 100), new Count(coalesced, coalesced * 100));
        return new(Kernel(kernel), Kernel(kernel), ours, ours, ours, ours);
    }
}
