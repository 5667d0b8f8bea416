using FsCheck.Xunit;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

[Properties(Arbitrary = [typeof(Generators)])]
public sealed class HostSnapshotSpec
{
    private static readonly InterfaceReading FirstReading =
        Example.Reading(1, 1, Example.Traffic(10, 5), Example.Kernel(10, 5));

    [Fact]
    public void Interface_should_wait_for_its_first_reading_when_it_is_announced()
    {
        var state = Announced().Interfaces["veth0"];

        Assert.Equal(InterfaceCondition.Attaching, state.Condition);
        Assert.Equal(("", 0L, null, null), (state.Reason, state.Restarts, state.Attachment, state.ReadAt));
        Assert.Equal(TrafficCounters.Zero, state.Totals);
    }

    [Fact]
    public void Interface_should_be_counting_after_a_reading()
    {
        var rates = new InterfaceRates(new(1, 2), new(3, 4), null, null);
        var summary = NicLife.Summary(FirstReading, late: 3) with { Rates = rates };

        var state = Announced().After(summary).Interfaces["veth0"];

        Assert.Equal(InterfaceCondition.Counting, state.Condition);
        Assert.Equal(summary.Attachment, state.Attachment);
        Assert.Equal(rates, state.Rates);
        Assert.Equal(FirstReading.Counters, state.Totals);
        Assert.Equal(FirstReading.Kernel, state.Kernel);
        Assert.Equal(FirstReading.At, state.ReadAt);
        Assert.Equal(summary.ReadTime, state.ReadTime);
        Assert.Equal(3, state.LateReadings);
    }

    [Fact]
    public void Interface_should_take_its_account_along_when_it_is_renamed()
    {
        var before = Announced().After(NicLife.Summary(FirstReading));
        var link = Example.Link with { Name = "lan0" };

        var after = before.Renamed([("veth0", link)]);

        Assert.Equal(before.Interfaces["veth0"] with { Link = link }, Assert.Single(after.Interfaces).Value);
        Assert.Equal("lan0", Assert.Single(after.Interfaces).Key);
        Assert.Equal(before.Sequence + 1, after.Sequence);
        Assert.Equal(before.Total, after.Total);
        Assert.Same(after, after.Renamed([("veth0", link)]));
    }

    [Fact]
    public void Interface_should_be_known_by_its_index_when_a_reading_bears_an_older_name()
    {
        var read = NicLife.Summary(Example.Reading(1, 2, Example.Traffic(12, 5), Example.Kernel(12, 5)));
        var link = Example.Link with { Name = "lan0" };
        var other = Example.Link with { Index = Example.Link.Index + 1 };
        var renamed = Announced().After(NicLife.Summary(FirstReading)).Renamed([("veth0", link)])
            .Detached(other, InterfaceCondition.Attaching, "", 0);

        Assert.All([renamed.After(read), renamed.Finished(read)], after =>
        {
            Assert.Equal(Example.Traffic(12, 5), after.Interfaces["lan0"].Totals);
            Assert.Equal(link, after.Interfaces["lan0"].Link);
            Assert.Equal(TrafficCounters.Zero, after.Interfaces["veth0"].Totals);
        });
    }

    [Fact]
    public void Interfaces_should_be_able_to_swap_their_names()
    {
        var other = Example.Link with { Name = "veth1", Index = Example.Link.Index + 1 };
        var before = Announced().After(NicLife.Summary(FirstReading)).Detached(other, InterfaceCondition.Down, "why", 3);

        var after = before.Renamed([("veth0", Example.Link with { Name = "veth1" }), ("veth1", other with { Name = "veth0" })]);

        Assert.Equal(FirstReading.Counters, after.Interfaces["veth1"].Totals);
        Assert.Equal(("why", TrafficCounters.Zero), (after.Interfaces["veth0"].Reason, after.Interfaces["veth0"].Totals));
        Assert.All(after.Interfaces, one => Assert.Equal(one.Key, one.Value.Link.Name));
    }

    [Fact]
    public void Interface_should_keep_its_totals_and_say_why_when_it_fails()
    {
        var state = Announced()
            .After(NicLife.Summary(FirstReading))
            .Detached(Example.Link, InterfaceCondition.Failing, "its programs are gone", 2)
            .Interfaces["veth0"];

        Assert.Equal((InterfaceCondition.Failing, "its programs are gone", 2L), (state.Condition, state.Reason, state.Restarts));
        Assert.Equal(FirstReading.Counters, state.Totals);
        Assert.Null(state.Attachment);
        Assert.Null(state.Rates);
    }

    [Fact]
    public void Interface_should_stay_failing_when_an_old_attachment_is_heard_of_late()
    {
        var late = NicLife.Summary(Example.Reading(1, 2, Example.Traffic(12, 5), Example.Kernel(12, 5)));

        var state = Announced()
            .After(NicLife.Summary(FirstReading))
            .Detached(Example.Link, InterfaceCondition.Failing, "lost", 0)
            .After(late)
            .Interfaces["veth0"];

        Assert.Equal(InterfaceCondition.Failing, state.Condition);
        Assert.Equal("lost", state.Reason);
        Assert.Equal(Example.Traffic(12, 5), state.Totals);
    }

    [Fact]
    public void Interface_should_keep_its_present_attachment_when_an_older_reading_comes_late()
    {
        var present = NicLife.Summary(Example.Reading(2, 3, Example.Traffic(1, 1)));
        var snapshot = Announced().After(NicLife.Summary(FirstReading)).After(present);

        var state = snapshot.After(NicLife.Summary(FirstReading)).Interfaces["veth0"];

        Assert.Same(snapshot.Interfaces["veth0"], state);
        Assert.Equal(present.Attachment, state.Attachment);
    }

    [Fact]
    public void Interface_should_count_again_when_a_new_attachment_is_read()
    {
        var state = Announced()
            .After(NicLife.Summary(FirstReading))
            .Detached(Example.Link, InterfaceCondition.Failing, "lost", 1)
            .After(NicLife.Summary(Example.Reading(2, 3, Example.Traffic(1, 1), Example.Kernel(15, 8), Example.Kernel(14, 7))))
            .Interfaces["veth0"];

        Assert.Equal((InterfaceCondition.Counting, "", 1L), (state.Condition, state.Reason, state.Restarts));
        Assert.Equal(Example.Traffic(11, 6), state.Totals);
        Assert.Equal((4UL, 2UL), (state.UncountedRx, state.UncountedTx));
    }

    [Fact]
    public void Last_words_should_change_nothing_but_the_account()
    {
        var failing = Announced().Detached(Example.Link, InterfaceCondition.Down, "no rights", 1);

        var state = failing.Finished(NicLife.Summary(FirstReading)).Interfaces["veth0"];

        Assert.Equal((InterfaceCondition.Down, "no rights"), (state.Condition, state.Reason));
        Assert.Null(state.Attachment);
        Assert.Equal(FirstReading.Counters, state.Totals);
    }

    [Fact]
    public void Snapshot_should_forget_a_nic_that_is_gone_and_whatever_is_heard_of_it_later()
    {
        var gone = Announced().After(NicLife.Summary(FirstReading)).Without("veth0");

        Assert.Empty(gone.Interfaces);
        Assert.Same(gone, gone.After(NicLife.Summary(FirstReading)));
        Assert.Same(gone, gone.Finished(NicLife.Summary(FirstReading)));
        Assert.Same(gone, gone.LinkChanged(Example.Link));
        Assert.Same(gone, gone.Without("veth0"));
    }

    [Fact]
    public void Snapshot_should_show_a_changed_link_at_once()
    {
        var down = Example.Link with { IsUp = false };
        Assert.Equal(down, Announced().LinkChanged(down).Interfaces["veth0"].Link);
    }

    [Fact]
    public void Snapshots_should_be_numbered_upwards()
    {
        var first = Announced();
        Assert.True(first.Sequence > HostSnapshot.Empty.Sequence);
        Assert.True(first.After(NicLife.Summary(FirstReading)).Sequence > first.Sequence);
        Assert.True(first.Without("veth0").Sequence > first.Sequence);
    }

    [Property]
    public void Total_of_a_host_should_be_the_sum_over_its_nics(NicLife[] lives)
    {
        var snapshot = HostSnapshot.Empty;
        var sum = TrafficCounters.Zero;
        foreach (var (life, number) in lives.Select((life, number) => (life, number)))
        {
            snapshot = snapshot.Detached(Named(number), InterfaceCondition.Attaching, "", 0);
            snapshot = life.Summaries.Aggregate(snapshot, (s, summary) => s.After(summary with { Link = Named(number) }));
            sum += life.Counted;
        }

        Assert.Equal(sum, snapshot.Total);
        Assert.Equal(lives.Length, snapshot.Interfaces.Count);
    }

    private static LinkDescription Named(int number) => Example.Link with { Name = $"veth{number}", Index = number };

    private static HostSnapshot Announced() => HostSnapshot.Empty.Detached(Example.Link, InterfaceCondition.Attaching, "", 0);
}
