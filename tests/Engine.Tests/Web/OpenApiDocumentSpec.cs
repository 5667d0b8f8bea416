using System.Text.Json;
using System.Text.Json.Nodes;
using NetMonitor.Core.Flows;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Tests.Costs;
using NetMonitor.Engine.Tests.Flows;
using NetMonitor.Engine.Tests.Json;
using NetMonitor.Engine.Tests.Snapshot;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine.Tests.Web;

public sealed class OpenApiDocumentSpec
{
    private readonly SchemaCheck _schemas = new(JsonDocument.Parse(JsonText.Bytes(OpenApiDocument.Write)).RootElement);

    [Fact]
    public void Schema_should_fit_the_answer() => Assert.Empty(_schemas.Faults(SampleView.Answer(SampleView.Host), "host"));

    [Fact]
    public void Schema_should_fit_the_cost() => Assert.Empty(_schemas.Faults(Parsed(CostJson.Shape, SampleCost.View), "cost"));

    [Fact]
    public void Schema_should_fit_a_problem() => Assert.Empty(_schemas.Faults(
        JsonDocument.Parse(JsonText.Of(Problem.Shape, Problem.NoSuchPath("/api/v2", ["/api/v1/host"]))).RootElement, "problem"));

    [Fact]
    public async Task Schema_should_have_no_member_that_no_answer_has()
    {
        foreach (var (schema, answer) in await FlowAnswers())
        {
            _ = _schemas.Faults(answer, schema);
        }

        _ = _schemas.Faults(SampleView.Answer(SampleView.Host), "host");
        _ = _schemas.Faults(Parsed(CostJson.Shape, SampleCost.View), "cost");
        _ = _schemas.Faults(JsonDocument.Parse(JsonText.Of(Problem.Shape, Problem.BadRequest("x") with { Position = 4 })).RootElement, "problem");

        Assert.Empty(_schemas.Known.Except(_schemas.Met));
    }

    [Fact]
    public void Schema_should_miss_every_member_that_an_answer_lacks()
    {
        foreach (var (place, take) in Objects(JsonNode.Parse(JsonText.Of(HostJson.Shape, SampleView.Host))!, "$").ToList())
        {
            foreach (var name in take.Select(member => member.Key).ToList())
            {
                var root = take.Root;
                var kept = take[name];
                _ = take.Remove(name);
                Assert.Equal([$"{place}.{name} is missing"], _schemas.Faults(JsonSerializer.SerializeToElement(root), "host"));
                take[name] = kept;
            }

            take["more"] = 1;
            Assert.Contains($"{place}.more is not in the schema", Assert.Single(_schemas.Faults(JsonSerializer.SerializeToElement(take.Root), "host")), StringComparison.Ordinal);
            _ = take.Remove("more");
        }
    }

    [Fact]
    public async Task Schema_should_fit_answers_about_flows() => Assert.All(
        await FlowAnswers(), one => Assert.Empty(_schemas.Faults(one.Answer, one.Schema)));

    [Theory]
    [InlineData("""{ "name": 1 }""", "$.name is 1, no \"string\"")]
    [InlineData("""{ "condition": "dozing" }""", "$.condition is \"dozing\"")]
    [InlineData("""{ "restarts": 1.5 }""", "$.restarts is 1.5, no \"integer\"")]
    [InlineData("""{ "age_seconds": "new" }""", "$.age_seconds is \"new\"")]
    public void Schema_should_refuse_other_values(string changed, string fault)
    {
        var nic = JsonNode.Parse(JsonText.Of(InterfaceJson.Shape, SampleView.Host.Shown[0]))!.AsObject();
        var (name, value) = JsonNode.Parse(changed)!.AsObject().Single();
        nic[name] = value!.DeepClone();

        Assert.Contains(_schemas.Faults(JsonSerializer.SerializeToElement(nic), "interface"), one => one.StartsWith(fault, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyCollection<(string Schema, JsonElement Answer)>> FlowAnswers()
    {
        var flows = new FlowsQuestion("eth0", FlowFilter.All, FlowsGrouping.Flow, 20);
        return
        [
            ("flows", Parsed(FlowsAnswer.Shape, await SampleFlows.Desk.FlowsAsync(flows, default))),
            ("conversations", Parsed(ConversationsAnswer.Shape, await SampleFlows.Desk.ConversationsAsync(flows, default))),
            .. await Task.WhenAll(TalkerGroupings.All.Select(async grouping => (
                "top", Parsed(TopAnswer.Shape, await SampleFlows.FullDesk.TopAsync(new("eth0", FlowFilter.All, grouping, TalkerMeasure.Bytes, 20), default))))),
        ];
    }

    private static JsonElement Parsed<T>(JsonObject<T> shape, T answer) => JsonDocument.Parse(JsonText.Of(shape, answer)).RootElement;

    private static IEnumerable<(string Place, JsonObject Object)> Objects(JsonNode node, string place) => node switch
    {
        JsonObject inner => inner.Where(member => member.Value is not null)
            .SelectMany(member => Objects(member.Value!, $"{place}.{member.Key}"))
            .Prepend((place, inner)),
        JsonArray items => items.Where(item => item is not null).SelectMany((item, index) => Objects(item!, $"{place}[{index}]")),
        _ => [],
    };
}
