using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NetMonitor.Engine.Tests.Commands;
using NetMonitor.Engine.Tests.Json;
using NetMonitor.Engine.Tests.Scripted;
using NetMonitor.Engine.Web;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Web;

/// <summary>The API as it is asked over HTTP.</summary>
public sealed class ApiSpec : IAsyncLifetime
{
    private readonly Invocation _run = Invocation.Of(
        new ScriptedDataPlane(Links.Lo, Links.Nic("eth0", 2), Links.Nic("eth1", 3), Links.Nic("wan", 4)), "run --http 127.0.0.1:0 --pbm off --interval 100ms");

    public Task InitializeAsync() => Eventually.TrueAsync(async () => (await _run.Get("/readyz")).Status == HttpStatusCode.OK, "ready");

    public async Task DisposeAsync() => await _run.DisposeAsync();

    [Fact]
    public async Task Host_should_fit_the_schema_that_is_answered_too()
    {
        await Eventually.TrueAsync(
            async () => (await Host("/api/v1/host")).GetProperty("interfaces").EnumerateArray().All(nic => nic.GetProperty("rx").GetProperty("rate").ValueKind == JsonValueKind.Object),
            "rates");
        var schemas = new SchemaCheck(JsonDocument.Parse((await _run.Get("/openapi.json")).Body).RootElement);

        Assert.Empty(schemas.Faults(await Host("/api/v1/host"), "host"));
    }

    [Fact]
    public async Task Host_should_show_every_nic_and_the_process()
    {
        var host = await Host("/api/v1/host");

        Assert.Equal(["eth0", "eth1", "wan"], Names(host));
        Assert.Equal(Environment.MachineName, host.GetProperty("host").GetString());
        Assert.True(host.GetProperty("process").GetProperty("uptime_seconds").GetDouble() > 0);
        Assert.Equal("counting", host.GetProperty("interfaces")[0].GetProperty("condition").GetString());
    }

    [Theory]
    [InlineData("?interface=eth*", "eth0", "eth1")]
    [InlineData("?interface=wan&interface=eth1", "eth1", "wan")]
    [InlineData("?interface=nothing&interface=wan", "wan")]
    public async Task Host_should_show_the_nics_that_are_asked_for(string query, params string[] names) =>
        Assert.Equal(names, Names(await Host("/api/v1/host" + query)));

    [Theory]
    [InlineData("/api/v1/host?interface=eth9", 404, "no NIC matches eth9; there are eth0, eth1, wan")]
    [InlineData("/api/v1/host?nic=eth0", 400, "there is no parameter 'nic'; there are interface")]
    [InlineData("/api/v1/hosts", 404, "there is no /api/v1/hosts; there are /api/v1/host, /api/v1/flows, /api/v1/top, /api/v1/cost, /api, /openapi.json")]
    [InlineData("/api/v2/host/x", 404, "there is no /api/v2/host/x; there are /api/v1/host, /api/v1/flows, /api/v1/top, /api/v1/cost, /api, /openapi.json")]
    public async Task What_is_refused_should_be_a_problem(string path, int status, string detail)
    {
        using var answer = await Ask(HttpMethod.Get, path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.ToString());
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Other_methods_should_be_a_problem_that_names_the_right_ones()
    {
        using var answer = await Ask(HttpMethod.Post, "/api/v1/host");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
        Assert.Contains("takes GET and HEAD, not POST", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/host")]
    [InlineData("/openapi.json")]
    [InlineData("/api")]
    [InlineData("/api/v1/flows")]
    [InlineData("/api/v1/top?format=csv")]
    [InlineData("/api/v1/none")]
    public async Task Answers_should_not_be_kept(string path)
    {
        using var answer = await Ask(HttpMethod.Get, path);

        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task Head_should_answer_without_a_body()
    {
        using var answer = await Ask(HttpMethod.Head, "/api/v1/host");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Every_path_that_is_described_should_answer_as_described()
    {
        foreach (var path in ApiPath.All)
        {
            using var answer = await Ask(HttpMethod.Get, path.Path);
            Assert.Equal((path.Path, HttpStatusCode.OK), (path.Path, answer.StatusCode));
            Assert.Equal(path.ContentType, answer.Content.Headers.ContentType?.MediaType);
            using var head = await Ask(HttpMethod.Head, path.Path);
            Assert.Equal((path.Path, HttpStatusCode.OK), (path.Path, head.StatusCode));
        }
    }

    [Fact]
    public async Task Page_should_need_nothing_but_itself()
    {
        using var answer = await Ask(HttpMethod.Get, "/api");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("//", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<(script|link|img|iframe)", page);
        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.Contains(
            $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}';",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.All(ApiPath.AllShapes, shape => Assert.Contains($"id=\"{shape.Name}\"", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Names(JsonElement host) =>
        host.GetProperty("interfaces").EnumerateArray().Select(nic => nic.GetProperty("name").GetString());

    private async Task<JsonElement> Host(string path)
    {
        var (status, body) = await _run.Get(path);
        Assert.Equal(HttpStatusCode.OK, status);
        return JsonDocument.Parse(body).RootElement;
    }

    private async Task<HttpResponseMessage> Ask(HttpMethod method, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(await _run.Address(), path));
        return await http.SendAsync(request);
    }
}
