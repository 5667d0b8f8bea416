using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

public sealed class InterfaceSupervisorSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly InterfaceSettings Settings = new(
        Interval,
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0.5), DownAfter: 4, TimeSpan.FromSeconds(30)));

    private readonly Dictionary<string, ScriptedNic> _nics = [];
    private readonly ManualTime _time = new();
    private readonly TestProbe _host;
    private readonly TestProbe _rounds;
    private readonly IActorRef _supervisor;
    private double _random;

    public InterfaceSupervisorSpec()
        : base(Reference.WithTestScheduler)
    {
        _host = CreateTestProbe();
        _rounds = CreateTestProbe();
        var rounds = _rounds.Ref;
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(Settings, Open, _host.Ref, ActorRefs.Nobody, round => rounds.Tell(round), _time, () => _random),
            "interfaces");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void InterfaceSupervisor_should_announce_and_attach_each_nic_of_the_list()
    {
        Track(Nic("veth0"), Nic("veth1"));

        var heard = Heard(4);
        Assert.All(["veth0", "veth1"], name => Assert.Equal(
            [
                new InterfaceDetached(_nics[name].Link, InterfaceCondition.Attaching, "", 0),
                "read",
            ],
            Of(name, heard)));
    }

    [Theory]
    [InlineData("eth0", "eth0")]
    [InlineData("$odd/%", "~24odd~2f~25")]
    public void InterfaceSupervisor_should_name_a_monitor_after_its_nic(string name, string element)
    {
        Track(Nic(name));
        _ = Heard(2);
        var probe = CreateTestProbe();

        Sys.ActorSelection($"/user/interfaces/{element}").Tell(new Identify(name), probe.Ref);

        Assert.NotNull(probe.ExpectMsg<ActorIdentity>(Bound).Subject);
    }

    [Fact]
    public void InterfaceSupervisor_should_do_nothing_when_the_list_is_the_same()
    {
        var nic = Nic("veth0");
        Track(nic);
        _ = Heard(2);

        Track(nic);

        _host.ExpectNoMsg(Silence);
        Assert.Equal(1, nic.Attempts);
    }

    [Fact]
    public void InterfaceSupervisor_should_give_up_a_nic_that_left_the_list_after_its_last_words()
    {
        var (nic, other) = (Nic("veth0"), Nic("veth1"));
        Track(nic, other);
        _ = Heard(4);
        nic.Pass(3, 0);

        Track(other);

        Assert.Equal(3UL, _host.ExpectMsg<InterfaceFinished>(Bound).Summary.Reading.Counters.Rx.Total.Packets);
        Assert.Equal("veth0", _host.ExpectMsg<InterfaceGone>(Bound).InterfaceName);
        Assert.Null(nic.Attached);
        Assert.NotNull(other.Attached);
    }

    [Fact]
    public void InterfaceSupervisor_should_give_up_a_nic_that_waits_for_its_next_attempt()
    {
        var nic = Nic("veth0");
        nic.FailAttaching(FailureKind.Attach, "refused");
        Track(nic);
        _ = ExpectDetached(InterfaceCondition.Attaching);
        _ = ExpectDetached(InterfaceCondition.Failing);

        Track();

        _ = _host.ExpectMsg<InterfaceGone>(Bound);
        Scheduler.Advance(TimeSpan.FromMinutes(1));
        _host.ExpectNoMsg(Silence);
        Assert.Equal(1, nic.Attempts);
    }

    [Fact]
    public void InterfaceSupervisor_should_follow_a_nic_again_when_it_comes_back()
    {
        var nic = Nic("veth0");
        Track(nic);
        _ = Heard(2);
        Track();
        Track(nic);

        // Back on the list before its monitor was dead, it never left; afterwards it is announced anew.
        _ = _host.ExpectMsg<InterfaceFinished>(Bound);
        Assert.True(SpinWait.SpinUntil(() => nic.Attempts == 2, Bound));
        Assert.True(SpinWait.SpinUntil(() => nic.Attached is not null, Bound));
        Assert.Equal(2, nic.Readers.Count);
    }

    [Fact]
    public void InterfaceSupervisor_should_attach_anew_without_counting_a_failure_when_the_device_was_remade()
    {
        var nic = Nic("veth0");
        Track(nic);
        _ = Heard(2);
        var remade = nic.Link with { Index = 99 };

        _supervisor.Tell(new TrackInterfaces([remade]));

        _ = _host.ExpectMsg<InterfaceFinished>(Bound);
        Assert.Equal(new InterfaceDetached(remade, InterfaceCondition.Attaching, "", 0), _host.ExpectMsg<InterfaceDetached>(Bound));
        Assert.Equal(remade, _host.ExpectMsg<InterfaceRead>(Bound).Summary.Link);
        Assert.Equal(2, nic.Readers.Count);
    }

    [Fact]
    public void InterfaceSupervisor_should_hand_on_a_changed_description_and_leave_the_attachment_alone()
    {
        var nic = Nic("veth0");
        Track(nic);
        _ = Heard(2);
        var changed = nic.Link with { IsUp = false };

        _supervisor.Tell(new TrackInterfaces([changed]));
        Assert.Equal(new LinkChanged(changed), _host.ExpectMsg<LinkChanged>(Bound));

        Scheduler.Advance(Interval);
        Assert.Equal(changed, _host.ExpectMsg<InterfaceRead>(Bound).Summary.Link);
        Assert.Single(nic.Readers);
    }

    [Fact]
    public void InterfaceSupervisor_should_make_a_failing_monitor_anew_and_no_other()
    {
        var (nic, other) = (Nic("veth0"), Nic("veth1"));
        Track(nic, other);
        _ = Heard(4);
        nic.FailReading(FailureKind.Read, "map is closed");

        Scheduler.Advance(Interval);

        var heard = Heard(3);
        Assert.Equal(
            [new InterfaceFinished(null!), new InterfaceDetached(nic.Link, InterfaceCondition.Failing, "map is closed", 0)],
            Of("veth0", heard).Select(message => message is InterfaceFinished ? new InterfaceFinished(null!) : message));
        Assert.Equal(["read"], Of("veth1", heard));

        Scheduler.Advance(TimeSpan.FromSeconds(2));

        heard = Heard(3);
        Assert.Equal(
            [new InterfaceDetached(nic.Link, InterfaceCondition.Failing, "map is closed", 1), "read"],
            Of("veth0", heard));
        Assert.Equal(["read"], Of("veth1", heard));
        Assert.Equal((2, 1), (nic.Attempts, other.Attempts));
        Assert.All(nic.Readers.Take(1), reader => Assert.Equal((true, 1), (reader.IsFinished, reader.Disposals)));
    }

    [Fact]
    public void InterfaceSupervisor_should_tell_failures_of_two_nics_apart_when_they_are_no_interface_failures()
    {
        var nics = Enumerable.Range(0, 4).Select(i => Nic($"veth{i}")).ToArray();
        Track(nics);
        _ = Heard(8);
        foreach (var nic in nics)
        {
            nic.FailReading(new InvalidOperationException($"a bug at {nic.Link.Name}"));
        }

        Scheduler.Advance(Interval);

        var heard = Heard(8).OfType<InterfaceDetached>().ToList();
        Assert.Equal(4, heard.Count);
        Assert.All(heard, message => Assert.Equal($"a bug at {message.Link.Name}", message.Reason));
    }

    [Fact]
    public void InterfaceSupervisor_should_wait_twice_as_long_after_each_failure_and_call_the_nic_down_at_last()
    {
        var nic = Nic("veth0");
        nic.FailAttaching(FailureKind.Attach, "refused", times: 7);
        Track(nic);
        _ = ExpectDetached(InterfaceCondition.Attaching);

        // Four failures in a row make it down; from then on it is tried every longest wait.
        var waits = new[] { 2, 4, 8, 10, 10, 10 };
        for (var i = 0; i < waits.Length; i++)
        {
            var expected = i + 1 >= 4 ? InterfaceCondition.Down : InterfaceCondition.Failing;
            Assert.Equal(new InterfaceDetached(nic.Link, expected, "refused", i), ExpectDetached(expected));

            Scheduler.Advance(TimeSpan.FromSeconds(waits[i]) - TimeSpan.FromMilliseconds(1));
            _host.ExpectNoMsg(Silence);
            Assert.Equal(i + 1, nic.Attempts);
            Scheduler.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(i + 1, ExpectDetached(expected).Restarts);
        }

        Assert.Equal(6, ExpectDetached(InterfaceCondition.Down).Restarts);
        Scheduler.Advance(TimeSpan.FromSeconds(10));
        _ = ExpectDetached(InterfaceCondition.Down);
        _ = _host.ExpectMsg<InterfaceRead>(Bound);
        Assert.NotNull(nic.Attached);
    }

    [Fact]
    public void InterfaceSupervisor_should_stretch_each_wait_by_chance()
    {
        _random = 0.5;
        var nic = Nic("veth0");
        nic.FailAttaching(FailureKind.Attach, "refused");
        Track(nic);
        _ = ExpectDetached(InterfaceCondition.Attaching);
        _ = ExpectDetached(InterfaceCondition.Failing);

        Scheduler.Advance(TimeSpan.FromMilliseconds(2499));
        _host.ExpectNoMsg(Silence);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        _ = ExpectDetached(InterfaceCondition.Failing);
        _ = _host.ExpectMsg<InterfaceRead>(Bound);
    }

    [Theory]
    [InlineData(29, 8)]
    [InlineData(30, 2)]
    public void InterfaceSupervisor_should_forget_a_row_of_failures_when_an_attachment_lasted(int lasted, int wait)
    {
        var nic = Nic("veth0");
        nic.FailAttaching(FailureKind.Attach, "refused", times: 2);
        Track(nic);
        _ = ExpectDetached(InterfaceCondition.Attaching);
        foreach (var seconds in new[] { 2, 4 })
        {
            _ = ExpectDetached(InterfaceCondition.Failing);
            Scheduler.Advance(TimeSpan.FromSeconds(seconds));
            _ = ExpectDetached(InterfaceCondition.Failing);
        }

        _ = _host.ExpectMsg<InterfaceRead>(Bound);
        AwaitSupervisor();
        _time.Advance(TimeSpan.FromSeconds(lasted));
        nic.FailReading(FailureKind.Read, "map is closed");
        Scheduler.Advance(Interval);
        _ = _host.ExpectMsg<InterfaceFinished>(Bound);
        _ = ExpectDetached(InterfaceCondition.Failing);

        Scheduler.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromMilliseconds(1));
        _host.ExpectNoMsg(Silence);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        _ = ExpectDetached(InterfaceCondition.Failing);
        _ = _host.ExpectMsg<InterfaceRead>(Bound);
    }

    [Fact]
    public void InterfaceSupervisor_should_report_the_first_round_when_every_nic_has_been_tried()
    {
        var (good, refused, forbidden) = (Nic("veth0"), Nic("veth1"), Nic("veth2"));
        refused.FailAttaching(FailureKind.Attach, "refused", times: 2);
        forbidden.FailAttaching(FailureKind.Privilege, "CAP_BPF is missing");

        Track(good, refused, forbidden);

        var round = _rounds.ExpectMsg<FirstRoundCompleted>(Bound);
        Assert.Equal(1, round.Attached);
        Assert.Equal(
            [
                new AttachRefused("veth1", FailureKind.Attach, "refused"),
                new AttachRefused("veth2", FailureKind.Privilege, "CAP_BPF is missing"),
            ],
            round.Refused.OrderBy(r => r.InterfaceName, StringComparer.Ordinal));
        _ = Heard(6);
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        Track(good, refused, forbidden, Nic("veth3"));
        _rounds.ExpectNoMsg(Silence);
    }

    [Fact]
    public void InterfaceSupervisor_should_report_an_empty_first_round_when_there_is_no_nic()
    {
        Track();

        var round = _rounds.ExpectMsg<FirstRoundCompleted>(Bound);
        Assert.Equal(0, round.Attached);
        Assert.Empty(round.Refused);
    }

    [Fact]
    public void InterfaceSupervisor_should_not_wait_in_the_first_round_for_a_nic_that_left()
    {
        using var hold = new ManualResetEventSlim();
        var slow = Nic("veth0");
        _held = (slow.Link.Name, hold);
        Track(slow);
        Track();
        hold.Set();

        Assert.Equal(0, _rounds.ExpectMsg<FirstRoundCompleted>(Bound).Attached);
    }

    [Fact]
    public void InterfaceSupervisor_should_take_up_its_nics_again_when_it_is_made_anew_itself()
    {
        var nic = Nic("veth0");
        Track(nic);
        _ = Heard(2);

        _supervisor.Tell(new RestartInterface(null!));

        _ = _host.ExpectMsg<InterfaceFinished>(Bound);
        _ = ExpectDetached(InterfaceCondition.Attaching);
        _ = _host.ExpectMsg<InterfaceRead>(Bound);
        Assert.Equal(2, nic.Attempts);
    }

    [Fact]
    public async Task Every_nic_should_be_detached_when_the_system_ends()
    {
        var nics = Enumerable.Range(0, 20).Select(i => Nic($"veth{i}")).ToArray();
        Track(nics);
        _ = Heard(40);

        await Sys.Terminate().WaitAsync(Bound);

        Assert.All(nics, nic => Assert.Equal((true, false, 1), (nic.Readers[0].IsFinished, nic.Readers[0].IsAttached, nic.Readers[0].Disposals)));
    }

    private (string Name, ManualResetEventSlim Until)? _held;

    private IInterfaceReader Open(LinkDescription link)
    {
        if (_held is { } held && held.Name == link.Name)
        {
            _ = held.Until.Wait(Bound);
        }

        return _nics[link.Name].Open(link);
    }

    private ScriptedNic Nic(string name)
    {
        var nic = ScriptedNic.Named(name, _nics.Count + 1);
        _nics.Add(name, nic);
        return nic;
    }

    private void Track(params ScriptedNic[] nics) =>
        _supervisor.Tell(new TrackInterfaces([.. nics.Select(nic => nic.Link)]));

    private InterfaceDetached ExpectDetached(InterfaceCondition condition)
    {
        var message = _host.ExpectMsg<InterfaceDetached>(Bound);
        Assert.Equal(condition, message.Condition);
        return message;
    }

    /// <summary>The next messages to the host; readings of different NICs come in any order.</summary>
    private ImmutableArray<object> Heard(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _host.ExpectMsg<object>(Bound))];

    private static IEnumerable<object> Of(string name, IEnumerable<object> heard) => heard
        .Where(message => NameIn(message) == name)
        .Select(message => message is InterfaceRead ? "read" : message);

    private static string NameIn(object message) => message switch
    {
        InterfaceRead read => read.Summary.Link.Name,
        InterfaceFinished finished => finished.Summary.Link.Name,
        InterfaceDetached detached => detached.Link.Name,
        InterfaceGone gone => gone.InterfaceName,
        LinkChanged changed => changed.Link.Name,
        _ => throw new NotSupportedException(message.ToString()),
    };

    /// <summary>Returns when the supervisor has handled everything told to it before.</summary>
    private void AwaitSupervisor()
    {
        var probe = CreateTestProbe();
        _supervisor.Tell(new Identify(1), probe.Ref);
        _ = probe.ExpectMsg<ActorIdentity>(Bound);
    }
}
