using System.Globalization;
using System.Text.Json;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Pbm;
using NetMonitor.Engine.Tests.Documents;
using NetMonitor.Engine.Tests.Snapshot;
using Petabridge.Cmd;

namespace NetMonitor.Engine.Tests.Pbm;

/// <summary>Every command of the palette, from what was typed to the text of the answer; no network. Answers stand in the files beside.</summary>
public sealed class NetCommandsSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly Config TestScheduler =
        ConfigurationFactory.ParseString("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"");

    private readonly TestProbe _client;
    private readonly TestProbe _interfaces;
    private readonly TestProbe _host;
    private readonly IActorRef _handler;

    public NetCommandsSpec()
        : base(TestScheduler.WithFallback(ReferenceConfiguration.Config))
    {
        _client = CreateTestProbe();
        _interfaces = CreateTestProbe("interfaces");
        _host = CreateTestProbe("host");
        _handler = Sys.ActorOf(new NetPalette(() => SteeredHost.View, _interfaces.Ref, _host.Ref).HandlerProps);
    }

    [PbmTheory]
    [InlineData("interfaces")]
    [InlineData("interfaces -o json")]
    [InlineData("show")]
    [InlineData("show -i eth2 -o json")]
    [InlineData("show -i eth1")]
    [InlineData("show -i sim* --interface kern0")]
    public void Snapshot_should_be_shown_as_agreed(string line)
    {
        Type(line);

        ShouldBe(line, Said());
        _interfaces.ExpectNoMsg(TimeSpan.Zero);
        _host.ExpectNoMsg(TimeSpan.Zero);
    }

    public static TheoryData<string, InterfaceOrder> Orders => new()
    {
        { "attach -i eth1", new AttachInterface("eth1") },
        { "detach -i eth1", new DetachInterface("eth1") },
        { "restart --interface eth1", new RestartInterface("eth1") },
        { "interval -i eth1 -t 2s", new SetInterval("eth1", TimeSpan.FromSeconds(2)) },
        { "interval -i eth1 --interval 250ms -o json", new SetInterval("eth1", TimeSpan.FromMilliseconds(250)) },
        { "attach -i eth1 -o json", new AttachInterface("eth1") },
        { "detach -i eth1 -o json", new DetachInterface("eth1") },
        { "restart -i eth1 -o json", new RestartInterface("eth1") },
    };

    [PbmTheory]
    [MemberData(nameof(Orders))]
    public void Order_should_reach_the_supervisor_and_its_end_the_client(string line, InterfaceOrder order)
    {
        Type(line);
        _ = _interfaces.ExpectMsg(order, Bound);
        _interfaces.LastSender.Tell(new OrderDone("eth1", "as it was told"));

        ShouldBe(line, Said());
    }

    [PbmTheory]
    [InlineData("attach -i eth9")]
    [InlineData("attach -i eth9 -o json")]
    public void Refused_order_should_be_an_error(string line)
    {
        Type(line);
        _ = _interfaces.ExpectMsg<AttachInterface>(Bound);
        _interfaces.LastSender.Tell(new OrderRefused("eth9", "no such NIC is followed; there are eth0, eth1"));

        ShouldBe(line, Complained());
    }

    [PbmFact]
    public void Order_without_an_answer_should_be_an_error_after_a_while()
    {
        Type("detach -i eth1");
        _ = _interfaces.ExpectMsg<DetachInterface>(Bound);
        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(29));
        _client.ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("eth1: no answer within 30 s; it may still be carried out", Complained());
    }

    [PbmTheory]
    [InlineData("actors")]
    [InlineData("actors -o json")]
    public void Actors_should_be_shown_as_agreed(string line)
    {
        var idle = Sys.ActorOf(Props.Empty);
        Type(line);
        _ = _interfaces.ExpectMsg<DescribeActors>(Bound);
        _interfaces.LastSender.Tell(new ActorsDescribed(
        [
            new ActorDescription(PathOf(_interfaces), null, idle, ActorState.Running, 1, "Object reference not set", null),
            new ActorDescription(PathOf(_interfaces) + "/eth0", "lan0", idle, ActorState.Counting, 0, "", TimeSpan.FromSeconds(5)),
            new ActorDescription(PathOf(_interfaces) + "/eth1", "eth1", null, ActorState.Down, 12_345, "tcx: \"EBUSY\"", TimeSpan.FromMilliseconds(250)),
        ]));
        _ = _host.ExpectMsg<DescribeActors>(Bound);
        _host.LastSender.Tell(new ActorsDescribed([new ActorDescription(PathOf(_host), null, idle, ActorState.Running, 0, "", null)]));

        ShouldBe(line, WithPlainPaths(Said()));
    }

    [PbmTheory]
    [InlineData("actors")]
    [InlineData("actors -o json")]
    public void Actor_that_does_not_answer_should_be_shown_from_outside(string line)
    {
        Type(line);
        _ = _host.ExpectMsg<DescribeActors>(Bound);
        _host.LastSender.Tell(new ActorsDescribed([new ActorDescription(PathOf(_host), null, null, ActorState.Running, 0, "", null)]));
        _ = _interfaces.ExpectMsg<DescribeActors>(Bound);
        _client.ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(1));

        ShouldBe(line + " silent", WithPlainPaths(Said()));
    }

    [PbmTheory]
    [InlineData("interfaces -o xml", "-o: found 'xml'; takes table or json")]
    [InlineData("actors -o JSON", "-o: found 'JSON'; takes table or json")]
    [InlineData("show -i eth9", "-i: no NIC matches eth9; there are eth0, eth1, eth2, kern0, sim0, wg0")]
    [InlineData("interval -i eth1 -t 2", "-t: found '2'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("interval -i eth1 -t 99ms", "-t: found '99ms'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("interval -i eth1 -t \"s", "-t: found '\"s'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("interval -i eth1", "-t: missing; takes a duration from 100ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("attach -o json", "-i: missing; takes a NIC's name")]
    [InlineData("detach -i eth1 -o xml", "-o: found 'xml'; takes table or json")]
    public void Unusable_value_should_be_an_error_that_says_what_is_accepted_and_no_order(string line, string complaint)
    {
        Type(line);

        Assert.Equal(complaint, Complained());
        _interfaces.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [PbmFact]
    public void Show_as_json_should_be_what_http_answers()
    {
        Type("show -o json");

        Assert.True(JsonElement.DeepEquals(SampleView.Answer(SteeredHost.View), JsonDocument.Parse(Said()).RootElement));
    }

    [PbmFact]
    public void Interfaces_as_json_should_say_what_show_says()
    {
        Type("interfaces -o json");
        var few = JsonDocument.Parse(Said()).RootElement.GetProperty("interfaces").EnumerateArray();
        var all = SampleView.Answer(SteeredHost.View).GetProperty("interfaces").EnumerateArray();

        Assert.All(few.Zip(all), pair => Assert.All(
            pair.First.EnumerateObject(),
            member => Assert.True(JsonElement.DeepEquals(member.Value, pair.Second.GetProperty(member.Name)), member.Name)));
    }

    private static string PathOf(TestProbe probe) => probe.Ref.Path.ToStringWithoutAddress();

    /// <summary>Probes live elsewhere.</summary>
    private string WithPlainPaths(string text) => text
        .Replace(PathOf(_interfaces), "/user/interfaces", StringComparison.Ordinal)
        .Replace(PathOf(_host), "/user/host", StringComparison.Ordinal);

    private void Type(string line)
    {
        var words = line.Split(' ');
        _handler.Tell(
            new Command(NetCommands.Module, words[0], [.. words.Skip(1).Chunk(2).Select(pair => Tuple.Create(pair[0], pair[1]))]), _client.Ref);
    }

    private string Said()
    {
        var answer = _client.ExpectMsg<CommandResponse>(Bound);
        Assert.Equal((typeof(CommandResponse), true), (answer.GetType(), answer.Final));
        return answer.Msg;
    }

    private string Complained()
    {
        var answer = _client.ExpectMsg<CommandResponse>(Bound);
        Assert.Equal((typeof(ErroredCommandResponse), true), (answer.GetType(), answer.Final));
        return answer.Msg;
    }

    private static void ShouldBe(string line, string answer)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{line.Replace(" -o json", "", StringComparison.Ordinal).Replace(' ', '_').Replace('*', '+')}");
        var end = line.Contains(" -o json", StringComparison.Ordinal) ? "json" : "txt";
        Document.ShouldBe($"tests/Engine.Tests/Pbm/Answers/{name}.{end}", answer + "\n");
    }
}
