using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Pbm;
using NetMonitor.Engine.Tests.Costs;
using NetMonitor.Engine.Tests.Documents;
using NetMonitor.Engine.Tests.Flows;
using NetMonitor.Engine.Tests.Snapshot;
using Petabridge.Cmd;

namespace NetMonitor.Engine.Tests.Pbm;

/// <summary>Every command of the palette, from what was typed to the text of the answer; no network. Answers stand in the files beside.</summary>
public sealed partial class NetCommandsSpec : TestKit
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
        _handler = Sys.ActorOf(new NetPalette(() => SteeredHost.View, () => SampleCost.View, SampleFlows.Desk, _interfaces.Ref, _host.Ref).HandlerProps);
    }

    [PbmTheory]
    [InlineData("interfaces")]
    [InlineData("interfaces -o json")]
    [InlineData("show")]
    [InlineData("show -i eth2 -o json")]
    [InlineData("audit")]
    [InlineData("audit -i eth0 -i kern0 -o json")]
    [InlineData("cost")]
    [InlineData("cost -o json")]
    [InlineData("show -i eth1")]
    [InlineData("show -i sim* --interface kern0")]
    public void Snapshot_should_be_shown_as_agreed(string line)
    {
        Type(line);

        ShouldBe(line, Said());
        _interfaces.ExpectNoMsg(TimeSpan.Zero);
        _host.ExpectNoMsg(TimeSpan.Zero);
    }

    [PbmTheory]
    [InlineData("top")]
    [InlineData("top -n 2 -by packets -group dst -o json")]
    [InlineData("top -group pair -i eth0")]
    [InlineData("top -group port -o csv")]
    [InlineData("top -group flow -by flows -match proto=udp")]
    [InlineData("flows")]
    [InlineData("flows -n 3 -o json")]
    [InlineData("flows -o csv")]
    [InlineData("flows -i eth0 --match proto=icmp")]
    [InlineData("flows -group conversation")]
    [InlineData("flows -group conversation -i eth0 -o csv")]
    [InlineData("flows --group conversation --count 1 -o json")]
    public void Flows_should_be_shown_as_agreed(string line)
    {
        Type(line);

        ShouldBe(line, Said());
        _interfaces.ExpectNoMsg(TimeSpan.Zero);
    }

    [PbmTheory]
    [InlineData("top")]
    [InlineData("top -group pair -by packets -o json")]
    [InlineData("flows -n 1")]
    public void What_a_full_ledger_folded_should_be_shown_as_agreed(string line)
    {
        Type(line, Sys.ActorOf(new NetPalette(() => SteeredHost.View, () => SampleCost.View, SampleFlows.FullDesk, _interfaces.Ref, _host.Ref).HandlerProps));

        ShouldBe("full " + line, Said());
    }

    [PbmTheory]
    [InlineData("top")]
    [InlineData("flows -o json")]
    [InlineData("flows -group conversation")]
    public void Busy_ledger_should_be_an_error(string line)
    {
        Type(line, Sys.ActorOf(new NetPalette(() => SteeredHost.View, () => SampleCost.View, SampleFlows.BusyDesk, _interfaces.Ref, _host.Ref).HandlerProps));

        Assert.Equal("the ledger of flows is busy: /user/flows did not answer within 5 s; ask again", Complained());
    }

    [PbmTheory]
    [InlineData("top -n 0", "-n: found '0'; takes a number from 1 to 10000")]
    [InlineData("flows --count 10001", "-n: found '10001'; takes a number from 1 to 10000")]
    [InlineData("top -by size", "-by: found 'size'; takes bytes, packets or flows")]
    [InlineData("top -group conversation", "-group: found 'conversation'; takes src, dst, pair, port or flow")]
    [InlineData("flows -o xml", "-o: found 'xml'; takes table, json or csv")]
    [InlineData("flows -i eth9", "no NIC is called 'eth9'; there are enp65s0f1np1v12, eth0, eth0,1, ppp0, wg0")]
    [InlineData("flows -i ppp0 -o json", "ppp0: no flows are counted: flows are off for this NIC")]
    [InlineData("flows -match vlan=5,port=http", "-match: 'http' is none; 'port' takes a number from 0 to 65535\n  vlan=5,port=http\n              ^^^^")]
    public void Question_about_flows_that_has_no_answer_should_be_an_error(string line, string complaint)
    {
        Type(line);

        Assert.Equal(complaint, Complained());
    }

    [PbmFact]
    public void Failure_while_flows_are_asked_for_should_be_an_error()
    {
        var desk = new FlowDesk(() => SampleFlows.View(), (_, _) => throw new InvalidOperationException("broken"), TimeProvider.System);
        Type("flows", Sys.ActorOf(new NetPalette(() => SteeredHost.View, () => SampleCost.View, desk, _interfaces.Ref, _host.Ref).HandlerProps));

        Assert.Equal("the command failed: broken", Complained());
    }

    /// <summary>A message of pbm has at most 16 MiB, and the answer stands in it as JSON within JSON.</summary>
    [PbmFact]
    public void Longest_answer_should_fit_into_a_message()
    {
        var many = Enumerable.Range(0, NetCommands.MostRows).Select(number => (SampleFlows.LongName, SampleFlows.Flow(
            Direction.Rx, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff", (ushort)(10_000 + number), "2001:db8:aaaa:bbbb:cccc:dddd:eeee:fffe", 65_535, 58, ulong.MaxValue / 100_000, ulong.MaxValue / 100_000, 1, 2, 0x3f, 4094)));
        var desk = SampleFlows.DeskOf(SampleFlows.Ledger(131_072, many));
        Type($"flows -n {NetCommands.MostRows} -o json", Sys.ActorOf(new NetPalette(() => SteeredHost.View, () => SampleCost.View, desk, _interfaces.Ref, _host.Ref).HandlerProps));

        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(Said()).Length, 1 << 20, 16 << 20);
    }

    public static TheoryData<string, InterfaceOrder> Orders => new()
    {
        { "attach -i eth1", new AttachInterface("eth1") },
        { "detach -i eth1", new DetachInterface("eth1") },
        { "restart --interface eth1", new RestartInterface("eth1") },
        { "interval -i eth1 -t 2s", new SetInterval("eth1", TimeSpan.FromSeconds(2)) },
        { "interval -i eth1 --interval 250ms -o json", new SetInterval("eth1", TimeSpan.FromMilliseconds(250)) },
        { "flow-slots -i eth1 -s 262144", new SetFlowSlots("eth1", 262_144) },
        { "flow-slots -i eth1 --slots off -o json", new SetFlowSlots("eth1", 0) },
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
            new ActorDescription(PathOf(_interfaces) + "/eth1", "eth1", null, ActorState.Down, 12_345, "tcx: \"EBUSY\"", TimeSpan.FromMilliseconds(250))
            {
                Backoff = TimeSpan.FromSeconds(30),
                NextAttempt = TimeSpan.FromSeconds(7.25),
            },
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
    [InlineData("flow-slots -i eth1 -s 3000", "-s: found '3000'; takes a power of two from 1024 to 4194304, or off")]
    [InlineData("flow-slots -i eth1 -s 512", "-s: found '512'; takes a power of two from 1024 to 4194304, or off")]
    [InlineData("flow-slots -i eth1 -s 8388608", "-s: found '8388608'; takes a power of two from 1024 to 4194304, or off")]
    [InlineData("flow-slots -i eth1 -s 0", "-s: found '0'; takes a power of two from 1024 to 4194304, or off")]
    [InlineData("flow-slots -i eth1 -s many", "-s: found 'many'; takes a power of two from 1024 to 4194304, or off")]
    [InlineData("flow-slots -i eth1", "-s: missing; takes a power of two from 1024 to 4194304, or off")]
    [InlineData("flow-slots -s 1024", "-i: missing; takes a NIC's name")]
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

    private void Type(string line, IActorRef? handler = null)
    {
        var words = line.Split(' ');
        (handler ?? _handler).Tell(
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
            CultureInfo.InvariantCulture, $"{Format().Replace(line, "").Replace(' ', '_').Replace('*', '+')}");
        var end = Format().Match(line).Groups[1].Value is { Length: > 0 } format ? format : "txt";
        Document.ShouldBe($"tests/Engine.Tests/Pbm/Answers/{name}.{end}", answer.EndsWith('\n') ? answer : answer + "\n");
    }

    [GeneratedRegex(" -o (json|csv)")]
    private static partial Regex Format();
}
