using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Tests.Scripted;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class LinkFollowerSpec
{
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(1);

    private static readonly LinkDescription Eth0 = Links.Nic("eth0", 2);
    private static readonly LinkDescription Eth1 = Links.Nic("eth1", 3);

    private readonly ScriptedDataPlane _host = new(Links.Lo, Eth0);
    private readonly List<ImmutableArray<LinkDescription>> _told = [];
    private readonly LinkFollower _follower;

    public LinkFollowerSpec() => _follower = new LinkFollower(
        _host,
        new InterfaceSelection(["*"], [], Refresh),
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
    public void LinkFollower_should_tell_all_links_once_each_before_those_that_are_counted()
    {
        var heard = new List<string>();
        var follower = new LinkFollower(
            _host, new InterfaceSelection(["eth1"], [], Refresh), [], links => heard.Add(Said("counted", links)), TimeProvider.System, NullLogger<LinkFollower>.Instance)
        {
            Listed = links => heard.Add(Said("all", links)),
        };
        follower.Look();
        follower.Look();
        _host.Change(Links.Lo, Eth0, Eth1);
        follower.Look();
        follower.Look();
        _host.Change(Links.Lo, Eth0 with { MasterIndex = 9 }, Eth1);
        follower.Look();

        Assert.Equal(["all: lo eth0", "all: lo eth0 eth1", "counted: eth1", "all: lo eth0 eth1"], heard);

        static string Said(string what, ImmutableArray<LinkDescription> links) => $"{what}: {string.Join(' ', links.Select(link => link.Name))}";
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

    [Fact]
    public async Task LinkFollower_should_look_as_soon_as_the_kernel_says_so()
    {
        await using var running = new Running(_host, TimeProvider.System);
        _host.Change(Links.Lo, Eth0, Eth1);

        await running.Tells(Eth0, Eth1);
    }

    [Fact]
    public async Task LinkFollower_should_look_once_for_what_changed_before_it_listened()
    {
        _host.Change(Links.Lo, Eth1);
        await using var running = new Running(_host, TimeProvider.System);

        await running.Tells(Eth1);
    }

    [Fact]
    public async Task LinkFollower_should_look_few_times_in_a_burst_and_see_its_end()
    {
        var time = new HeldTime();
        await using var running = new Running(_host, time);
        await Eventually.TrueAsync(() => Task.FromResult(_host.Lists == 1 && time.IsWaited(LinkFollower.Pause)), "the first look");

        for (var mtu = 1; mtu <= 1000; mtu++)
        {
            _host.Change(Links.Lo, Eth0 with { Mtu = mtu });
        }

        _host.Change(Links.Lo, Eth1);
        Assert.Equal(1, _host.Lists);
        time.Elapse(LinkFollower.Pause);
        await running.Tells(Eth1);
        Assert.Equal(2, _host.Lists);

        // The last word of the source may come behind the look that saw what it is about.
        await Eventually.TrueAsync(() => Task.FromResult(time.IsWaited(LinkFollower.Pause)), "the pause after it");
        Assert.InRange(_host.Lists, 2, 3);
    }

    [Fact]
    public async Task LinkFollower_should_look_again_for_what_changed_while_it_looked()
    {
        using var told = new ManualResetEventSlim();
        using var watch = _host.WatchLinks(told.Set, Assert.Fail);
        _host.WhileListing = () =>
        {
            _host.Change(Links.Lo, Eth1);
            told.Wait(TimeSpan.FromSeconds(20));
        };
        await using var running = new Running(_host, TimeProvider.System);

        await running.Tells(Eth1);
    }

    [Fact]
    public async Task LinkFollower_should_look_every_now_and_then_when_nobody_tells()
    {
        _host.Secretive = true;
        var time = new HeldTime();
        await using var running = new Running(_host, time);
        await Eventually.TrueAsync(() => Task.FromResult(_host.Lists == 1 && time.IsWaited(LinkFollower.Pause)), "the first look");
        time.Elapse(LinkFollower.Pause);

        _host.Change(Links.Lo, Eth1);
        Assert.Equal(1, _host.Lists);
        time.Elapse(Refresh);
        await running.Tells(Eth1);
    }

    [Fact]
    public async Task LinkFollower_should_end_at_once()
    {
        var running = new Running(_host, new HeldTime());
        await running.DisposeAsync();

        _host.Change(Links.Lo, Eth1);
        Assert.Empty(running.Told);
    }

    private void LookTwice()
    {
        _follower.Look();
        _follower.Look();
    }

    /// <summary>A follower at work.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _following;

        public Running(ScriptedDataPlane host, TimeProvider time)
        {
            var follower = new LinkFollower(
                host, new InterfaceSelection(["*"], [], Refresh), [Eth0], Told.Enqueue, time, NullLogger<LinkFollower>.Instance);
            _following = follower.RunAsync(_stop.Token);
        }

        public ConcurrentQueue<ImmutableArray<LinkDescription>> Told { get; } = [];

        public Task Tells(params LinkDescription[] links) => Eventually.TrueAsync(
            () => Task.FromResult(Told.LastOrDefault() is { IsDefault: false } last && last.SequenceEqual(links)), "it tells");

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _following.WaitAsync(TimeSpan.FromSeconds(20));
            _stop.Dispose();
        }
    }
}
