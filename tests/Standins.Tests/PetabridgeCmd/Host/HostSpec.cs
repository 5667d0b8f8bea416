using Akka.Actor;
using NetMonitor.Lab;
using NetMonitor.Pbm.Connection;
using NetMonitor.Standins.Tests.PetabridgeCmd.Toys;
using Cmd = Petabridge.Cmd.Host.PetabridgeCmd;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

[Collection(WireCollection.Name)]
public sealed class HostSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly HostAddress _address;

    public HostSpec()
        : base(ToyHost.Hocon)
    {
        _address = ToyHost.Start(Sys, TestActor);
    }

    [Fact]
    public async Task Host_should_say_what_it_can_be_asked()
    {
        using var host = await ToyHost.OpenAsync(_address);

        var palette = Assert.Single(host.Palettes);
        Assert.Equal("toy", palette.Name);
        var say = palette.Commands[0];
        Assert.Equal(("say", "Says it back"), (say.Name, say.Description));
        Assert.Equal(["-t", "-T"], say.Arguments[0].Switches);
        Assert.True(say.Arguments[0] is { Name: "text", Description: "what to say", Mandatory: true, Multiple: true, Defaults: [] });
        Assert.True(say.Arguments[1] is { Name: "end", Mandatory: false, Multiple: false, Defaults: ["."] });
    }

    [Theory]
    [InlineData("toy say -t hello", "hello.")]
    [InlineData("toy count -n 4", "1\n2\n3\n4")]
    [InlineData("toy refuse", "!not that")]
    [InlineData("toy pipe", "!no such thing")]
    [InlineData("toy nothing", "")]
    [InlineData("toy fail", "!the command failed: it broke")]
    [InlineData("toy quit", "!the command ended without an answer")]
    [InlineData("toi say", "!no palette 'toi'; palettes: toy")]
    [InlineData("toy large", "!an answer of 17825849 bytes; at most 16777216 can be sent")]
    public async Task Command_should_be_answered_to_its_end(string line, string answer)
    {
        using var host = await ToyHost.OpenAsync(_address);

        Assert.Equal(answer, await host.AskAsync(line));
        Assert.Equal("again.", await host.AskAsync("toy say -t again"));
    }

    [Fact]
    public async Task What_is_said_after_the_final_word_should_reach_no_later_command()
    {
        using var host = await ToyHost.OpenAsync(_address);

        Assert.Equal("the end", await host.AskAsync("toy late"));
        Assert.Equal("a.", await host.AskAsync("toy say -t a"));
    }

    [Fact]
    public async Task What_a_handler_says_before_it_stops_should_arrive()
    {
        for (var times = 0; times < 100; times++)
        {
            using var host = await ToyHost.OpenAsync(_address);
            Assert.Equal("bye", await host.AskAsync("toy bye"));
        }
    }

    [Fact]
    public async Task Two_clients_should_be_answered_side_by_side_by_actors_of_their_own()
    {
        using var one = await ToyHost.OpenAsync(_address);
        using var other = await ToyHost.OpenAsync(_address);
        await using var watching = one.RepliesAsync("toy watch").GetAsyncEnumerator();
        Assert.True(await watching.MoveNextAsync());

        var first = await other.AskAsync("toy path");
        Assert.Equal(first, await other.AskAsync("toy path"));
        Assert.Matches(@"^/user/petabridge\.cmd/127\.0\.0\.1:[0-9]+/toy$", first);
        using var third = await ToyHost.OpenAsync(_address);
        Assert.NotEqual(first, await third.AskAsync("toy path"));
    }

    [Fact]
    public async Task Handler_should_stop_when_its_client_goes()
    {
        using var host = await ToyHost.OpenAsync(_address);
        await using var watching = host.RepliesAsync("toy watch").GetAsyncEnumerator();
        Assert.True(await watching.MoveNextAsync());
        ExpectNoMsg(TimeSpan.Zero);

        host.Dispose();

        ExpectMsg("stopped toy", Long);
        await Eventually.TrueAsync(async () => (await Clients()).Count == 0, "no actor of the client is left");
    }

    [Fact]
    public async Task Client_that_does_not_read_should_be_given_up()
    {
        using var raw = new RawClient(_address);
        await raw.SendAsync("""{"is":"hello","speaks":1}""");
        await raw.SendAsync("""{"is":"request","words":["toy","flood"]}""");

        ExpectMsg("stopped toy", Long);
        using var host = await ToyHost.OpenAsync(_address);
        Assert.Equal("a.", await host.AskAsync("toy say -t a"));
    }

    [Fact]
    public async Task Client_should_be_told_when_there_is_no_room()
    {
        var clients = new List<HostConnection>();
        try
        {
            for (var at = 0; at < 64; at++)
            {
                clients.Add(await ToyHost.OpenAsync(_address));
            }

            var refused = await Assert.ThrowsAsync<NoConnectionException>(() => ToyHost.OpenAsync(_address));
            Assert.Equal($"the host at {_address} refuses: this host has 64 clients already", refused.Message);
            Assert.Equal("a.", await clients[0].AskAsync("toy say -t a"));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        await Eventually.TrueAsync(async () => (await Clients()).Count == 0, "their places are free");
        using var next = await ToyHost.OpenAsync(_address);
    }

    [Fact]
    public void Palette_should_be_registered_once_and_know_its_host()
    {
        var cmd = Cmd.Get(Sys);
        var handler = new ToyHandler(new("more", []), Props.Empty);

        Assert.True(cmd.RegisterCommandPalette(handler));
        Assert.Same(cmd, handler.RegisteredWith);
        Assert.Same(Sys, cmd.Sys);
        Assert.False(cmd.RegisterCommandPalette(ToyHandler.Of(TestActor)));
    }

    [Fact]
    public async Task Handler_that_cannot_be_made_should_be_an_error_of_the_command()
    {
        Cmd.Get(Sys).RegisterCommandPalette(new ToyHandler(
            new("broken", [ToyCommands.Watch]), Props.Create(() => new Unmakeable())));
        using var host = await ToyHost.OpenAsync(_address);

        Assert.Equal("!the command failed: cannot be made", await host.AskAsync("broken watch"));
        Assert.Equal("a.", await host.AskAsync("toy say -t a"));
    }

    [Fact]
    public async Task Clients_should_lose_the_host_when_the_system_ends()
    {
        using var host = await ToyHost.OpenAsync(_address);
        await using var watching = host.RepliesAsync("toy watch").GetAsyncEnumerator();
        Assert.True(await watching.MoveNextAsync());

        await Sys.Terminate().WaitAsync(Long);

        var lost = await Assert.ThrowsAsync<NoConnectionException>(async () => await watching.MoveNextAsync());
        Assert.Equal("connection to host terminated.", lost.Message);
        await Assert.ThrowsAsync<NoConnectionException>(() => ToyHost.OpenAsync(_address));
    }

    private async Task<List<string>> Clients()
    {
        var host = await Sys.ActorSelection("/user/petabridge.cmd").ResolveOne(Long);
        return [.. ((ActorRefWithCell)host).Children.Select(child => child.Path.Name)];
    }

    private sealed class Unmakeable : ReceiveActor
    {
        public Unmakeable() => throw new InvalidOperationException("cannot be made");
    }
}
