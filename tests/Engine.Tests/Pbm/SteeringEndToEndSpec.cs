using System.Text.Json;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;
using NetMonitor.Engine.Tests.Commands;
using NetMonitor.Engine.Tests.Scripted;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Pbm;

/// <summary>The whole program over a scripted kernel, asked and steered by the program <c>pbm</c>.</summary>
public sealed class SteeringEndToEndSpec : IAsyncLifetime
{
    private readonly ScriptedDataPlane _host = new(Links.Lo, Links.Nic("eth0", 2), Links.Nic("eth1", 3));
    private Invocation _run = null!;
    private PbmClient _pbm = null!;

    public async Task InitializeAsync()
    {
        _run = Invocation.Of(_host, "run --http 127.0.0.1:0 --pbm 127.0.0.1:0 --interval 100ms");
        _pbm = new PbmClient(await _run.Pbm());
        await Eventually.TrueAsync(async () => (await _run.Get("/readyz")).Body == "eth0: counting\neth1: counting\n", "both count");
    }

    public async Task DisposeAsync() => await _run.DisposeAsync();

    [PbmFact]
    public async Task Pbm_should_show_what_is_counted()
    {
        _host.Receive("eth0", 211);
        await Eventually.TrueAsync(async () => Packets(await Json("net show -i eth0 -o json"), "eth0") == 211, "what came in is shown");

        var table = await _pbm.Answer("net show");
        Assert.Contains("\neth0: counting, tcx; read ", table, StringComparison.Ordinal);
        Assert.Matches(@"\n +udp +4 +211 +21\.1 kB\n", table);
        Assert.Contains(": the packets of 2 NICs, each once\n", table, StringComparison.Ordinal);
        Assert.Matches(@"\neth1 +3 +up +veth +- +veth +veth +1500 +counting +tcx +wire +process +counted +1024 +scripted\n", await _pbm.Answer("net interfaces"));
        Assert.Equal(["eth0", "eth1"], (await Json("net interfaces -o json")).GetProperty("interfaces").EnumerateArray().Select(nic => nic.GetProperty("name").GetString()));
    }

    [PbmFact]
    public async Task Pbm_and_http_should_show_the_flows_and_who_sends_them()
    {
        _host.Receive("eth0", 211);
        await Eventually.TrueAsync(async () => (await Flows("net flows -i eth0 -o json")).FirstOrDefault() is { ValueKind: JsonValueKind.Object } flow && flow.GetProperty("packets").GetInt64() == 211, "the flow is shown");
        var flow = Assert.Single(await Flows("net flows -match src=10.0.0.0/8,sport=53 -o json"));

        Assert.Equal(
            ("10.0.0.2", "10.0.0.1", 53, 40_000, "udp", "4", 21_100, "eth0", "rx"),
            (Text("src"), Text("dst"), Number("src_port"), Number("dst_port"), Text("protocol"), Text("ip_version"), Number("bytes"), Text("interface"), Text("direction")));
        Assert.InRange(flow.GetProperty("last_seen").GetDateTimeOffset(), DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60), TimeProvider.System.GetUtcNow());
        Assert.Matches(@"\n10\.0\.0\.2 +100 % +21\.1 kB +211 +1\n", await _pbm.Answer("net top"));
        Assert.StartsWith("src,dst,src_port,dst_port,", await _pbm.Answer("net flows -o csv"), StringComparison.Ordinal);
        Assert.Equal("src,dst,src_port,dst_port,protocol,packets,bytes,flows,share,missing_packets,missing_bytes,protocol_number\r\n10.0.0.2,,,,,211,21100,1,1,0,0,\r\n", (await _run.Get("/api/v1/top?format=csv")).Body);
        Assert.Equal("-match: there is no field 'prot'; there are: src, dst, host, port, sport, dport, proto, version, vlan, nic, dir\n  port=1,prot=tcp\n         ^^^^\n", await _pbm.Refusal("net flows -match port=1,prot=tcp"));

        string? Text(string member) => flow.GetProperty(member).GetString();
        long Number(string member) => flow.GetProperty(member).GetInt64();
    }

    [PbmFact]
    public async Task Pbm_should_detach_one_nic_and_bring_it_back()
    {
        _host.Receive("eth1", 101);
        Assert.Equal("eth1: detached; its totals stand\n", await _pbm.Answer("net detach -i eth1"));
        Assert.Equal(1, _host.AttachedCount);
        Assert.Equal("eth1: detached already\n", await _pbm.Answer("net detach -i eth1"));
        Assert.Equal("eth0: counting\neth1: detached: detached by command\n", (await _run.Get("/readyz")).Body);
        var metrics = (await _run.Get("/metrics")).Body;
        Assert.Contains("netmonitor_interface_condition{interface=\"eth1\",condition=\"detached\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("network_interface_packets_total{interface=\"eth1\",direction=\"rx\"} 101\n", metrics, StringComparison.Ordinal);
        Assert.Matches(@"\n/user/interfaces/eth1 +eth1 +detached +- +0 +100ms +- +-\n", await _pbm.Answer("net actors"));
        Assert.Equal("eth1: detached by command; only attaching it brings it back\n", await _pbm.Refusal("net restart -i eth1"));

        Assert.Equal("eth1: attached, tcx: scripted\n", await _pbm.Answer("net attach -i eth1"));
        Assert.Equal(2, _host.AttachedCount);
        _host.Receive("eth1", 7);
        await Eventually.TrueAsync(async () => Packets(await Json("net show -o json"), "eth1") == 108, "totals go on");
    }

    [PbmFact]
    public async Task Pbm_should_restart_a_nic_and_set_its_interval()
    {
        var order = await Json("net restart -i eth0 -o json");
        Assert.Equal((true, "attached, tcx: scripted"), (order.GetProperty("done").GetBoolean(), order.GetProperty("message").GetString()));
        Assert.Equal("eth0: read every 2s\n", await _pbm.Answer("net interval -i eth0 -t 2s"));

        Assert.Matches(@"\n/user/interfaces/eth0 +eth0 +counting +\d+ +0 +2s +- +-\n/user/interfaces/eth1 +eth1 +counting +\d+ +0 +100ms +- +-\n", await _pbm.Answer("net actors"));
        var paths = (await Json("net actors -o json")).GetProperty("actors").EnumerateArray().Select(actor => actor.GetProperty("path").GetString());
        Assert.Equal(["/user/host", "/user/flows", "/user/costs", "/user/interfaces", "/user/interfaces/eth0", "/user/interfaces/eth1"], paths);
    }

    [PbmFact]
    public async Task Pbm_should_change_the_room_for_flows_and_show_it()
    {
        Assert.Equal("eth0: asked for 4096 slots, given 4096\n", await _pbm.Answer("net flow-slots -i eth0 -s 4096"));
        await Eventually.TrueAsync(async () => (await _pbm.Answer("net interfaces")).Contains(" 4096 ", StringComparison.Ordinal), "the new room is shown");
        var order = await Json("net flow-slots -i eth0 -s 131072 -o json");
        Assert.Equal(
            (true, "given 65536 slots: asked for 131072 slots, there are 65536"), (order.GetProperty("done").GetBoolean(), order.GetProperty("message").GetString()));
        await Eventually.TrueAsync(async () => (await _pbm.Answer("net interfaces")).Contains(" 65536/131072 ", StringComparison.Ordinal), "the cut is shown");
        Assert.Equal("eth0: asked for off, given off: packets are counted, flows are not\n", await _pbm.Answer("net flow-slots -i eth0 -s off"));
        await Eventually.TrueAsync(async () => await SaysThatFlowsAreOff(), "whoever asks for flows is told");
        Assert.Equal("eth0: attached, tcx: scripted\n", await _pbm.Answer("net restart -i eth0"));
        await Eventually.TrueAsync(async () => (await _run.Get("/readyz")).Body == "eth0: counting\neth1: counting\n", "it counts anew");
        await Eventually.TrueAsync(async () => await SaysThatFlowsAreOff(), "the order stands");

        async Task<bool> SaysThatFlowsAreOff() => (await _pbm.Answer("net flows")).Contains("eth0: no flows are counted: switched off\n", StringComparison.Ordinal);
    }

    [PbmFact]
    public async Task Pbm_should_be_refused_other_room_for_flows_that_are_made_up()
    {
        await using var simulated = Invocation.Of(new SimulatedDataPlane(new SimulationSettings(IsEnabled: true, Seed: 1, Nics: 1), TimeProvider.System), "run --http 127.0.0.1:0 --pbm 127.0.0.1:0 --interval 100ms");
        var pbm = new PbmClient(await simulated.Pbm());
        await Eventually.TrueAsync(async () => (await simulated.Get("/readyz")).Body.StartsWith("sim0: counting", StringComparison.Ordinal), "it counts");
        var before = await pbm.Answer("net interfaces");

        var refusal = await pbm.Refusal("net flow-slots -i sim0 -s 4096");
        Assert.StartsWith("sim0: simulated flows are made up: there is no room to change; it keeps the ", refusal, StringComparison.Ordinal);
        Assert.Equal(before, await pbm.Answer("net interfaces"));
    }

    [PbmFact]
    public async Task Pbm_should_try_a_failing_nic_at_once()
    {
        _ = await _pbm.Answer("net detach -i eth0");
        _ = _host.Refusing("eth0", FailureKind.Attach, "tcx: EBUSY");
        Assert.StartsWith("eth0: tcx: EBUSY; next attempt in ", await _pbm.Refusal("net attach -i eth0"), StringComparison.Ordinal);
        Assert.Matches(@"\n/user/interfaces/eth0 +eth0 +(failing|attaching|down) .* tcx: EBUSY\n", await _pbm.Answer("net actors"));
        Assert.Matches(@"\neth0 .* (failing|down) +none +wire +none +(counted|none) +off +tcx: EBUSY\n", await _pbm.Answer("net interfaces"));
    }

    [PbmTheory]
    [InlineData("net attach -i eth9", "eth9: no such NIC is followed; there are eth0, eth1; one that netmonitor.interfaces leaves out is followed after a start without that")]
    [InlineData("net flows -i eth9", "no NIC is called 'eth9'; there are eth0, eth1")]
    [InlineData("net top -group host", "-group: found 'host'; takes src, dst, pair, port or flow")]
    [InlineData("net show -i eth9", "-i: no NIC matches eth9; there are eth0, eth1")]
    [InlineData("net interval -i eth0 -t 50ms", "-t: found '50ms'; takes a duration from 100ms to 1h, as 500ms, 5s or 1m")]
    [InlineData("net flow-slots -i eth0 -s 1000", "-s: found '1000'; takes a power of two from 1024 to 4194304, or off")]
    [InlineData("net flow-slots -i eth9 -s 1024", "eth9: no such NIC is followed; there are eth0, eth1; ")]
    [InlineData("net show -o xml", "-o: found 'xml'; takes table or json")]
    [InlineData("nett show", "no palette 'nett'; palettes: net")]
    [InlineData("net shw", "'net' has no command 'shw'; commands: show, ")]
    [InlineData("net show -x 1", "'net show' has no switch '-x'; switches: ")]
    [InlineData("net attach", "'net attach' needs -i|--interface ")]
    public async Task Pbm_should_say_what_there_is_when_it_is_asked_for_what_there_is_not(string line, string complaint) =>
        Assert.StartsWith(complaint, await _pbm.Refusal(line), StringComparison.Ordinal);

    [PbmFact]
    public async Task Pbm_should_be_answered_no_more_when_the_agent_has_ended()
    {
        Assert.Equal(ExitCode.Ok, await _run.Stop());

        Assert.Equal(3, (await _pbm.Run("net show")).ExitCode);
    }

    [PbmFact]
    public async Task Pbm_should_not_be_answered_when_it_is_off()
    {
        await using var silent = Invocation.Of(new ScriptedDataPlane(Links.Nic("eth0", 2)), "run --http 127.0.0.1:0 --pbm off");
        _ = await silent.Address();

        Assert.DoesNotContain("pbm", silent.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await silent.Stop());
        Assert.DoesNotContain("pbm", silent.Output, StringComparison.Ordinal);
    }

    private static long Packets(JsonElement host, string nic) => host.GetProperty("interfaces").EnumerateArray()
        .Single(one => one.GetProperty("name").GetString() == nic).GetProperty("rx").GetProperty("packets").GetInt64();

    private async Task<JsonElement[]> Flows(string line) => [.. (await Json(line)).GetProperty("flows").EnumerateArray()];

    private async Task<JsonElement> Json(string line) => JsonDocument.Parse(await _pbm.Answer(line)).RootElement;
}
