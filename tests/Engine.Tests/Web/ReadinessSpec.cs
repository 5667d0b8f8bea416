using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Tests.Scripted;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine.Tests.Web;

public sealed class ReadinessSpec
{
    private static readonly LinkDescription Eth0 = Links.Nic("eth0", 2);
    private static readonly LinkDescription Eth1 = Links.Nic("eth1", 3);

    [Fact]
    public void Readiness_should_wait_for_nics_that_are_not_known_yet() =>
        Expect(false, ["eth0: attaching", "eth1: attaching"], HostSnapshot.Empty);

    [Fact]
    public void Readiness_should_wait_for_the_last_nic() => Expect(
        false,
        ["eth0: counting", "eth1: attaching"],
        HostSnapshot.Empty.Detached(Eth1, InterfaceCondition.Attaching, "", 0), Eth0);

    [Fact]
    public void Readiness_should_be_there_when_one_counts_and_the_other_was_tried() => Expect(
        true,
        ["eth0: counting", "eth1: failing: EBUSY"],
        HostSnapshot.Empty.Detached(Eth1, InterfaceCondition.Failing, "EBUSY", 0), Eth0);

    [Fact]
    public void Readiness_should_not_be_there_when_none_counts() => Expect(
        false,
        ["eth0: failing: EPERM", "eth1: down: EBUSY"],
        HostSnapshot.Empty.Detached(Eth0, InterfaceCondition.Failing, "EPERM", 0).Detached(Eth1, InterfaceCondition.Down, "EBUSY", 9));

    [Fact]
    public void Readiness_should_not_miss_a_nic_that_was_taken_off_by_command() => Expect(
        true,
        ["eth0: counting", "eth1: detached: detached by command"],
        HostSnapshot.Empty.Detached(Eth1, InterfaceCondition.Detached, "detached by command", 0), Eth0);

    [Fact]
    public void Readiness_should_not_be_there_when_all_were_taken_off_by_command() => Expect(
        false,
        ["eth0: detached: detached by command", "eth1: detached: detached by command"],
        HostSnapshot.Empty
            .Detached(Eth0, InterfaceCondition.Detached, "detached by command", 0)
            .Detached(Eth1, InterfaceCondition.Detached, "detached by command", 0));

    private static void Expect(bool isReady, string[] lines, HostSnapshot snapshot, params LinkDescription[] counting)
    {
        foreach (var link in counting)
        {
            var state = InterfaceState.Initial(link) with { Condition = InterfaceCondition.Counting };
            snapshot = snapshot with { Interfaces = snapshot.Interfaces.SetItem(link.Name, state) };
        }

        var readiness = Readiness.Of([Eth0, Eth1], snapshot);

        Assert.Equal(lines, readiness.Lines.AsEnumerable());
        Assert.Equal(isReady, readiness.IsReady);
    }
}
