using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Tests.Costs;
using NetMonitor.Engine.Tests.Flows;
using NetMonitor.Engine.Tests.Snapshot;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine.Tests.Web;

/// <summary>Flows over HTTP. What is answered is proved elsewhere: here, that it is what pbm says, and how it is asked.</summary>
public sealed class FlowFaceSpec : IAsyncLifetime
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private readonly List<WebApplication> _faces = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var face in _faces)
        {
            await face.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("flows", "flows?n=3")]
    [InlineData("flows_--group_conversation_--count_1", "flows?group=conversation&n=1")]
    [InlineData("top_-n_2_-by_packets_-group_dst", "top?n=2&by=packets&group=dst")]
    public async Task Json_should_say_what_pbm_says(string golden, string query)
    {
        using var answer = await Ask(SampleFlows.Desk, query);
        var file = Path.Combine(Lab.LabPaths.Root, "tests/Engine.Tests/Pbm/Answers", (golden == "flows" ? "flows_-n_3" : golden) + ".json");

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement));
    }

    [Theory]
    [InlineData("flows", "flows?format=csv", "*/*")]
    [InlineData("flows", "flows", "text/csv")]
    [InlineData("flows", "flows", "text/*, application/json;q=0.5")]
    [InlineData("flows_-group_conversation_-i_eth0", "flows?interface=eth0&group=conversation", "application/json;q=0.1, text/csv;q=0.2, */*")]
    [InlineData("top_-group_port", "top?format=csv&group=port", "application/json")]
    public async Task Csv_should_say_what_pbm_says(string golden, string query, string accept)
    {
        using var answer = await Ask(SampleFlows.Desk, query, accept);

        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Lab.LabPaths.Root, $"tests/Engine.Tests/Pbm/Answers/{golden}.csv")), await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("flows", "")]
    [InlineData("flows", "*/*")]
    [InlineData("flows", "text/html")]
    [InlineData("flows", "text/csv;q=0.4, application/*;q=0.5")]
    [InlineData("flows?format=json", "text/csv")]
    public async Task Json_should_be_answered_unless_csv_is_liked_better(string query, string accept)
    {
        using var answer = await Ask(SampleFlows.Desk, query, accept);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Accept", answer.Headers.Vary.Single());
    }

    [Theory]
    [InlineData("flows?nic=eth0", 400, null, "there is no parameter 'nic'; there are n, group, interface, match, format")]
    [InlineData("top?N=1", 400, null, "there is no parameter 'N'; there are n, by, group, interface, match, format")]
    [InlineData("flows?n=1&n=2", 400, null, "n: given 2 times; takes one value")]
    [InlineData("flows?n=1000001", 400, null, "n: found '1000001'; takes a number from 1 to 1000000")]
    [InlineData("top?by=", 400, null, "by: found ''; takes bytes, packets or flows")]
    [InlineData("top?group=pairs", 400, null, "group: found 'pairs'; takes src, dst, pair, port or flow")]
    [InlineData("top?format=xml", 400, null, "format: found 'xml'; takes json or csv")]
    [InlineData("flows?match=vlan=5,port=http", 400, 12, "match: 'http' is none; 'port' takes a number from 0 to 65535")]
    [InlineData("flows?interface=eth9", 404, null, "no NIC is called 'eth9'; there are enp65s0f1np1v12, eth0, eth0,1, ppp0, wg0")]
    [InlineData("top?interface=ppp0&format=csv", 409, null, "ppp0: no flows are counted: flows are off for this NIC")]
    public async Task What_is_refused_should_be_a_problem(string query, int status, int? position, string detail)
    {
        using var answer = await Ask(SampleFlows.Desk, query);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal((status, detail), (problem.GetProperty("status").GetInt32(), problem.GetProperty("detail").GetString()));
        Assert.Equal(position, problem.GetProperty("position").ValueKind == JsonValueKind.Null ? null : problem.GetProperty("position").GetInt32());
    }

    [Theory]
    [InlineData("flows")]
    [InlineData("flows?group=conversation")]
    [InlineData("top?format=csv")]
    public async Task Busy_ledger_should_be_asked_again(string query)
    {
        using var answer = await Ask(SampleFlows.BusyDesk, query);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Contains("the ledger of flows is busy", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_should_answer_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, await Address(SampleFlows.Desk, "flows"));
        using var answer = await Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Whole_ledger_should_be_answered_in_parts(string format)
    {
        const int Many = 100_000;
        var ledger = SampleFlows.Ledger(131_072, Enumerable.Range(0, Many).Select(number => ("eth0", SampleFlows.Flow(
            Direction.Rx, $"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 1, "10.255.0.1", 443, 6, 1, 100, 1, 2))));
        using var request = new HttpRequestMessage(HttpMethod.Get, await Address(SampleFlows.DeskOf(ledger), $"flows?n=1000000&format={format}"));
        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.True(answer.Headers.TransferEncodingChunked);
        Assert.Equal(Many + 7, format == "csv" ? text.Split("\r\n").Length - 2 : JsonDocument.Parse(text).RootElement.GetProperty("flows").GetArrayLength());
    }

    private async Task<HttpResponseMessage> Ask(FlowDesk desk, string query, string accept = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await Address(desk, query));
        if (accept.Length > 0)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        return await Http.SendAsync(request);
    }

    private async Task<Uri> Address(FlowDesk desk, string query)
    {
        var face = WebFace.Build(
            new HttpSettings(new IPEndPoint(IPAddress.Loopback, 0)), Prometheus.Metrics.NewCustomRegistry(), () => SampleView.Host, () => SampleCost.View, desk, () => true, () => new Readiness(true, []), NullLoggerFactory.Instance);
        _faces.Add(face);
        await face.StartAsync();
        return new Uri(new Uri(face.Urls.Single()), $"/api/v1/{query}");
    }
}
