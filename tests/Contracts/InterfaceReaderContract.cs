using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using Xunit;

namespace NetMonitor.Contracts;

/// <summary>What every <see cref="IInterfaceReader"/> promises. A spec derives from it and runs each of <see cref="Laws"/>, under the
/// attribute that says what its reader needs.</summary>
public abstract class InterfaceReaderContract
{
    private const int Packets = 7;

    /// <summary>The longest that a kernel's clock of flows takes: 100 Hz.</summary>
    private const long Tick = 10_000_000;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, Func<InterfaceReaderContract, Task>> Table = new()
    {
        [nameof(Generation_is_the_same_in_every_reading)] = spec => spec.Generation_is_the_same_in_every_reading(),
        [nameof(Generation_grows_with_every_attachment)] = spec => spec.Generation_grows_with_every_attachment(),
        [nameof(Counters_start_from_nothing_and_never_step_back)] = spec => spec.Counters_start_from_nothing_and_never_step_back(),
        [nameof(Source_is_named_in_the_attachment)] = spec => spec.Source_is_named_in_the_attachment(),
        [nameof(Classes_add_up_and_are_those_that_are_told_apart)] = spec => spec.Classes_add_up_and_are_those_that_are_told_apart(),
        [nameof(Kernel_counters_never_step_back)] = spec => spec.Kernel_counters_never_step_back(),
        [nameof(Time_grows_with_every_reading)] = spec => spec.Time_grows_with_every_reading(),
        [nameof(A_window_is_closed_once)] = spec => spec.A_window_is_closed_once(),
        [nameof(Last_words_hold_all_that_passed)] = spec => spec.Last_words_hold_all_that_passed(),
        [nameof(Last_words_come_before_any_reading)] = spec => spec.Last_words_come_before_any_reading(),
        [nameof(Last_words_come_while_a_window_is_closing)] = spec => spec.Last_words_come_while_a_window_is_closing(),
        [nameof(Flows_agree_with_their_account)] = spec => spec.Flows_agree_with_their_account(),
        [nameof(Flows_are_handed_over_once)] = spec => spec.Flows_are_handed_over_once(),
        [nameof(Flows_of_all_windows_are_all_that_was_counted)] = spec => spec.Flows_of_all_windows_are_all_that_was_counted(),
        [nameof(Flows_were_seen_before_their_window_was_closed)] = spec => spec.Flows_were_seen_before_their_window_was_closed(),
        [nameof(Flows_are_not_told_where_they_have_no_room)] = spec => spec.Flows_are_not_told_where_they_have_no_room(),
        [nameof(Room_for_flows_is_changed_without_losing_any)] = spec => spec.Room_for_flows_is_changed_without_losing_any(),
        [nameof(Room_for_flows_is_changed_while_a_window_is_closing)] = spec => spec.Room_for_flows_is_changed_while_a_window_is_closing(),
        [nameof(Disposing_twice_is_disposing_once)] = spec => spec.Disposing_twice_is_disposing_once(),
        [nameof(The_nic_can_be_attached_again_after_disposing)] = spec => spec.The_nic_can_be_attached_again_after_disposing(),
    };

    public static TheoryData<string> Laws => [.. Table.Keys];

    /// <summary>The classes of a reader that looks into every packet.</summary>
    protected static ImmutableHashSet<TrafficClass> LookedInto { get; } = [.. TrafficClass.All.Where(one => one != TrafficClass.Unknown)];

    /// <summary>The class of a reader that knows of packets only that they were.</summary>
    protected static ImmutableHashSet<TrafficClass> NotLookedInto { get; } = [TrafficClass.Unknown];

    /// <summary>Where this reader's counts come from.</summary>
    protected abstract CountSource Source { get; }

    /// <summary>What this reader can tell apart: <see cref="LookedInto"/> or, for a lesser one, <see cref="NotLookedInto"/>. In the other
    /// classes it counts nothing.</summary>
    protected abstract ImmutableHashSet<TrafficClass> Classes { get; }

    /// <summary>Attaches to the NIC, which no other reader is attached to.</summary>
    protected abstract IInterfaceReader Attach();

    /// <summary>Lets at least so many packets that belong to flows come in, and returns when they have passed.</summary>
    protected abstract Task Receive(int packets);

    protected Task Keeps(string law) => Table[law](this);

    private async Task Generation_is_the_same_in_every_reading()
    {
        using var reader = Attach();
        var readings = new List<InterfaceReading>();
        for (var i = 0; i < 3; i++)
        {
            readings.Add(await ReadNext(reader));
        }

        readings.Add(reader.Finish());
        Assert.All(readings, reading => Assert.Equal(reader.Attachment.Generation, reading.Generation));
        Assert.All(readings, reading => Assert.Equal(readings[0].KernelAtAttach, reading.KernelAtAttach));
    }

    private Task Generation_grows_with_every_attachment()
    {
        var before = 0L;
        for (var i = 0; i < 3; i++)
        {
            using var reader = Attach();
            Assert.True(reader.Attachment.Generation.Value > before);
            before = reader.Attachment.Generation.Value;
        }

        return Task.CompletedTask;
    }

    private async Task Counters_start_from_nothing_and_never_step_back()
    {
        await Receive(Packets);
        using var reader = Attach();
        var previous = await ReadNext(reader);
        Assert.True(
            previous.Counters.Rx.Total.Packets < Packets,
            $"{previous.Counters.Rx.Total.Packets} packets, though {Packets} passed before the attachment and none after");
        for (var i = 0; i < 5; i++)
        {
            await Receive(Packets);
            var reading = await ReadNext(reader);
            Assert.True(reading.Counters.Covers(previous.Counters));
            Assert.True(reading.Counters.Rx.Total.Packets >= previous.Counters.Rx.Total.Packets + Packets);
            previous = reading;
        }
    }

    private Task Source_is_named_in_the_attachment()
    {
        using var reader = Attach();
        Assert.Equal(Source, reader.Attachment.Mode.Source());
        Assert.NotEmpty(reader.Attachment.Reason);
        return Task.CompletedTask;
    }

    private async Task Classes_add_up_and_are_those_that_are_told_apart()
    {
        using var reader = Attach();
        await Receive(Packets);
        _ = await ReadNext(reader);
        await Receive(Packets);
        var counters = reader.Finish().Counters;
        foreach (var direction in new[] { counters.Rx, counters.Tx })
        {
            Assert.Equal(direction.Total, direction.SumOverClasses);
            Assert.All(
                TrafficClass.All.Where(one => !Classes.Contains(one)), other => Assert.Equal(default, direction.Classes[other.Index]));
        }
    }

    private async Task Kernel_counters_never_step_back()
    {
        using var reader = Attach();
        var previous = (await ReadNext(reader)).KernelAtAttach;
        for (var i = 0; i < 5; i++)
        {
            await Receive(Packets);
            var kernel = (await ReadNext(reader)).Kernel;
            Assert.Equal(kernel, previous + kernel.Since(previous));
            Assert.True(kernel.RxPackets >= previous.RxPackets && kernel.RxBytes >= previous.RxBytes);
            previous = kernel;
        }
    }

    private async Task Time_grows_with_every_reading()
    {
        using var reader = Attach();
        var previous = await ReadNext(reader);
        for (var i = 0; i < 5; i++)
        {
            var reading = await ReadNext(reader);
            Assert.True(reading.At.Nanoseconds > previous.At.Nanoseconds);
            previous = reading;
        }

        Assert.True(reader.Finish().At.Nanoseconds > previous.At.Nanoseconds);
    }

    private async Task A_window_is_closed_once()
    {
        using var reader = Attach();
        var closed = 0;
        for (var i = 0; i < 5; i++)
        {
            await Close(reader, () => Interlocked.Increment(ref closed));
        }

        Assert.Equal(5, Volatile.Read(ref closed));
    }

    private async Task Last_words_hold_all_that_passed()
    {
        using var reader = Attach();
        await Receive(Packets);
        var read = await ReadNext(reader);
        await Receive(Packets);
        var last = reader.Finish();
        Assert.True(last.Counters.Covers(read.Counters));
        Assert.True(last.Counters.Rx.Total.Packets >= 2 * Packets);
    }

    private async Task Last_words_come_before_any_reading()
    {
        using var reader = Attach();
        await Receive(Packets);
        Assert.True(reader.Finish().Counters.Rx.Total.Packets >= Packets);
    }

    private async Task Last_words_come_while_a_window_is_closing()
    {
        using var reader = Attach();
        await Receive(Packets);
        reader.CloseWindow(static () => { });
        Assert.True(reader.Finish().Counters.Rx.Total.Packets >= Packets);
    }

    private async Task Flows_agree_with_their_account()
    {
        using var reader = Attach();
        for (var i = 0; i < 4; i++)
        {
            await Receive(Packets);
            _ = i < 3 ? await ReadNext(reader) : reader.Finish();
            using var window = reader.TakeFlows("a name");
            Assert.Equal(HasRoom(reader), window is not null);
            Assert.All([window?.Rx ?? FlowAccount.Empty, window?.Tx ?? FlowAccount.Empty], account => Assert.Empty(FlowCoverage.Of(account).Differences));
            Assert.Equal(window?.Nic, HasRoom(reader) ? "a name" : null);
        }
    }

    private async Task Flows_are_handed_over_once()
    {
        using var reader = Attach();
        await Receive(Packets);
        _ = await ReadNext(reader);
        reader.TakeFlows("a name")?.Dispose();
        Assert.Null(reader.TakeFlows("a name"));
        await Receive(Packets);
        _ = reader.Finish();
        reader.TakeFlows("a name")?.Dispose();
        Assert.Null(reader.TakeFlows("a name"));
    }

    private async Task Flows_of_all_windows_are_all_that_was_counted()
    {
        using var reader = Attach();
        var (rx, tx, taken) = (FlowAccount.Empty, FlowAccount.Empty, default(Count));
        for (var i = 0; i < 5; i++)
        {
            await Receive(Packets);
            _ = await ReadNext(reader);
            if (i != 1)
            {
                // A window that nobody asks for is in a later one.
                Add();
            }
        }

        await Receive(Packets);
        reader.CloseWindow(static () => { });
        await Receive(Packets);
        var counted = reader.Finish().Counters;
        Add();
        if (HasRoom(reader))
        {
            Assert.Equal((counted.Rx.Total, counted.Tx.Total), (rx.Total, tx.Total));
            Assert.Equal(counted.Rx.Classes.AsEnumerable(), rx.Classes);
            Assert.Equal(counted.Tx.Classes.AsEnumerable(), tx.Classes);
            Assert.All([rx, tx], account => Assert.Empty(FlowCoverage.Of(account).Differences));
            Assert.Equal(FlowCoverage.Of(rx + tx).InFlows, taken);
            Assert.True(taken.Packets >= 7 * Packets, $"{taken.Packets} packets are in flows, though {7 * Packets} passed");
        }

        void Add()
        {
            using var window = reader.TakeFlows("a name");
            if (window is null)
            {
                return;
            }

            (rx, tx) = (rx + window.Rx, tx + window.Tx);
            foreach (var flow in window.Flows)
            {
                taken += new Count(flow.Counts.Packets, flow.Counts.Bytes);
            }
        }
    }

    private async Task Room_for_flows_is_changed_without_losing_any()
    {
        using var reader = Attach();
        var (rx, tx, taken) = (FlowAccount.Empty, FlowAccount.Empty, 0UL);
        var previous = await ReadNext(reader);
        Add();
        foreach (var slots in new[] { 1024, 8192, 2048 })
        {
            await Receive(Packets);
            Change(reader, slots);
            await Receive(Packets);
            var reading = await ReadNext(reader);
            Assert.True(reading.Counters.Covers(previous.Counters) && reading.At.Nanoseconds > previous.At.Nanoseconds);
            Assert.Equal(previous.Generation, reading.Generation);
            Add();
            previous = reading;
        }

        await Receive(Packets);
        Change(reader, 4096);
        var counted = reader.Finish().Counters;
        Add();
        Assert.True(counted.Rx.Total.Packets >= 7 * Packets);
        if (HasRoom(reader))
        {
            Assert.Equal((counted.Rx.Total, counted.Tx.Total), (rx.Total, tx.Total));
            Assert.All([rx, tx], account => Assert.Empty(FlowCoverage.Of(account).Differences));
            Assert.True(taken >= 7 * Packets, $"{taken} packets are in flows, though {7 * Packets} passed");
        }

        void Add()
        {
            using var window = reader.TakeFlows("a name");
            foreach (var flow in window is null ? [] : window.Flows)
            {
                taken += flow.Counts.Packets;
            }

            (rx, tx) = (rx + (window?.Rx ?? FlowAccount.Empty), tx + (window?.Tx ?? FlowAccount.Empty));
        }
    }

    private async Task Room_for_flows_is_changed_while_a_window_is_closing()
    {
        using var reader = Attach();
        await Receive(Packets);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reader.CloseWindow(() => closed.TrySetResult());
        Change(reader, 2048);
        await closed.Task.WaitAsync(Bound);
        Assert.True(reader.Read().Counters.Rx.Total.Packets >= Packets);
        reader.TakeFlows("a name")?.Dispose();
        await Receive(Packets);
        Assert.True((await ReadNext(reader)).Counters.Rx.Total.Packets >= 2 * Packets);
    }

    private async Task Flows_were_seen_before_their_window_was_closed()
    {
        using var reader = Attach();
        var opened = (await ReadNext(reader)).At;
        reader.TakeFlows("a name")?.Dispose();
        for (var i = 0; i < 5; i++)
        {
            await Receive(Packets);
            var reading = i < 4 ? await ReadNext(reader) : reader.Finish();
            using var window = reader.TakeFlows("a name");
            Assert.True(window is null || window.ClosedAt == reading.At);
            foreach (var flow in window is null ? [] : window.Flows)
            {
                Assert.InRange(flow.Counts.First.Nanoseconds, opened.Nanoseconds - Tick, flow.Counts.Last.Nanoseconds);
                Assert.InRange(flow.Counts.Last.Nanoseconds, flow.Counts.First.Nanoseconds, reading.At.Nanoseconds);
            }

            opened = reading.At;
        }
    }

    private async Task Flows_are_not_told_where_they_have_no_room()
    {
        using var reader = Attach();
        var room = reader.Attachment.Flows;
        Assert.Equal(room.Slots > 0 && Source == CountSource.Wire, room.MapBytes > 0);
        Assert.Equal(room.Slots == 0 || room.IsCut, room.Reason.Length > 0);
        await Receive(Packets);
        _ = await ReadNext(reader);
        using var window = reader.TakeFlows("a name");
        Assert.True(room.Slots > 0 || window is null);
    }

    /// <summary>Done, or refused and told why: then everything is as it was.</summary>
    private static void Change(IInterfaceReader reader, int slots)
    {
        var before = reader.Attachment;
        var refusal = reader.ChangeFlows(slots);
        var after = reader.Attachment;
        Assert.Equal(before.Generation, after.Generation);
        if (refusal is null)
        {
            Assert.Equal(slots, after.Flows.Wanted);
        }
        else
        {
            Assert.NotEqual("", refusal);
            Assert.Equal(before, after);
        }
    }

    private static bool HasRoom(IInterfaceReader reader) => reader.Attachment.Flows.Slots > 0;

    private async Task Disposing_twice_is_disposing_once()
    {
        var finished = Attach();
        _ = await ReadNext(finished);
        _ = finished.Finish();
        finished.Dispose();
        finished.Dispose();

        var unfinished = Attach();
        unfinished.Dispose();
        unfinished.Dispose();
    }

    private async Task The_nic_can_be_attached_again_after_disposing()
    {
        Attach().Dispose();
        using var reader = Attach();
        await Receive(Packets);
        Assert.True((await ReadNext(reader)).Counters.Rx.Total.Packets >= Packets);
    }

    private static async Task<InterfaceReading> ReadNext(IInterfaceReader reader)
    {
        await Close(reader, static () => { });
        return reader.Read();
    }

    private static async Task Close(IInterfaceReader reader, Action also)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reader.CloseWindow(() =>
        {
            also();
            _ = closed.TrySetResult();
        });
        await closed.Task.WaitAsync(Bound);
    }
}
