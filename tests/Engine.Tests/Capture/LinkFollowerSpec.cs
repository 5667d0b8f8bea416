using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class LinkFollowerSpec
{
    private static readonly LinkDescription Eth0 = Links.Nic("eth0", 2);
    private static readonly LinkDescription Eth1 = Links.Nic("eth1", 3);

    private readonly ScriptedDataPlane _host = new(Links.Lo, Eth0);
    private readonly List<ImmutableArray<LinkDescription>> _told = [];
    private readonly LinkFollower _follower;

    public LinkFollowerSpec() => _follower = new LinkFollower(
        _host,
        new InterfaceSelection(["*"], [], TimeSpan.FromSeconds(5)),
        [Eth0],
        _told.Add,
        TimeProvider.System,
        NullLogger<LinkFollower>.Instance);

    [Fact]
    public void LinkFollower_should_say_nothing_when_nothing_changed()
    {
        _follower.Look();
        _host.Change(Links.Lo with { IsUp = false }, Eth0);
        _follower.Look();

        Assert.Empty(_told);
    }

    [Fact]
    public void LinkFollower_should_tell_what_came_went_and_changed_once_each()
    {
        _host.Change(Links.Lo, Eth0, Eth1);
        LookTwice();
        _host.Change(Links.Lo, Eth0 with { IsUp = false }, Eth1);
        LookTwice();
        _host.Change(Links.Lo);
        LookTwice();

        Assert.Equal([[Eth0, Eth1], [Eth0 with { IsUp = false }, Eth1], []], _told.Select(links => links.ToArray()));
    }

    [Fact]
    public void LinkFollower_should_go_on_after_a_kernel_that_did_not_answer()
    {
        _host.Change(Links.Lo, Eth1);
        _host.Mute = true;
        _follower.Look();
        Assert.Empty(_told);

        _host.Mute = false;
        _follower.Look();
        Assert.Equal([Eth1], Assert.Single(_told).AsEnumerable());
    }

    private void LookTwice()
    {
        _follower.Look();
        _follower.Look();
    }
}
