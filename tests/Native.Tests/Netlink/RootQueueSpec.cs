using NetMonitor.Lab;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class RootQueueSpec
{
    [RootFact("ip", "tc")]
    public void Root_qdisc_should_tell_what_it_dropped_and_holds()
    {
        using var home = NetworkNamespace.Create();
        home.Ip("link add nic0 type veth peer name nic1", "link set nic0 up", "link set nic1 up");
        using var rtnetlink = home.Run(Rtnetlink.Open);
        var index = home.IndexOf("nic0");
        Assert.True(rtnetlink.TryReadRootQueue(index, out var none));
        Assert.Equal(default, none);

        // One packet passes on what it may burst, some wait, the others are dropped; a socket that is not told of it goes on.
        _ = home.Exec("tc", "qdisc", "add", "dev", "nic0", "root", "tbf", "rate", "800bit", "burst", "1600", "limit", "1600").Require();
        using (var injector = FrameInjector.Open(home, "nic0"))
        {
            _ = Assert.Throws<System.ComponentModel.Win32Exception>(() => injector.Send(Frame.Ethernet().IPv4().Udp().Payload(500), 100));
        }

        Assert.True(rtnetlink.TryReadRootQueue(index, out var full));
        var (drops, waiting) = Said(home.Exec("tc", "-s", "qdisc", "show", "dev", "nic0", "root").Require().Output);
        Assert.Equal((drops, waiting), (full.Drops, full.Qlen));
        Assert.True(drops >= 1000 && waiting >= 1, $"{drops} dropped, {waiting} waiting");
    }

    [RootFact("ip")]
    public void Root_qdisc_of_no_link_should_be_none()
    {
        using var home = NetworkNamespace.Create();
        using var rtnetlink = home.Run(Rtnetlink.Open);

        Assert.False(rtnetlink.TryReadRootQueue(4711, out var counters));
        Assert.Equal(default, counters);
        Assert.NotNull(rtnetlink.FindLink("lo"));
    }

    private static (uint Drops, uint Waiting) Said(string text)
    {
        var words = text.Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (uint.Parse(words[Array.IndexOf(words, "(dropped") + 1]), uint.Parse(words[Array.LastIndexOf(words, "backlog") + 2].TrimEnd('p', '\n')));
    }
}
