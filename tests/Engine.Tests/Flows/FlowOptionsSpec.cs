using NetMonitor.Core.Flows;
using NetMonitor.Engine.Flows;

namespace NetMonitor.Engine.Tests.Flows;

public sealed class FlowOptionsSpec
{
    private const int Most = 50;

    [Fact]
    public void Nothing_said_should_ask_for_the_twenty_largest_of_all()
    {
        Assert.Equal(new FlowsQuestion(null, FlowFilter.All, FlowsGrouping.Flow, 20), Said().Flows);
        Assert.Equal(new TopQuestion(null, FlowFilter.All, TalkerGrouping.Source, TalkerMeasure.Bytes, 20), Said().Top);
    }

    [Theory]
    [InlineData("src", TalkerGrouping.Source)]
    [InlineData("dst", TalkerGrouping.Destination)]
    [InlineData("pair", TalkerGrouping.Pair)]
    [InlineData("port", TalkerGrouping.Port)]
    [InlineData("flow", TalkerGrouping.Flow)]
    public void Top_should_be_grouped_by(string word, TalkerGrouping grouping)
    {
        Assert.Equal(grouping, Said(("group", word)).Top.Grouping);
        Assert.Equal(word, FlowOptions.Word(grouping));
    }

    [Theory]
    [InlineData("bytes", TalkerMeasure.Bytes)]
    [InlineData("packets", TalkerMeasure.Packets)]
    [InlineData("flows", TalkerMeasure.Flows)]
    public void Top_should_measure(string word, TalkerMeasure measure)
    {
        Assert.Equal(measure, Said(("by", word)).Top.Measure);
        Assert.Equal(word, FlowOptions.Word(measure));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("50", 50)]
    public void Count_should_be(string text, int count) => Assert.Equal((count, count), (Said(("n", text)).Top.Count, Said(("n", text)).Flows.Count));

    [Fact]
    public void Everything_said_should_be_asked_for()
    {
        var flows = Said(("interface", "eth0"), ("match", "src=10.0.0.0/8,port=443"), ("group", "conversation")).Flows;

        Assert.Equal(("eth0", "src=10.0.0.0/8,port=443", FlowsGrouping.Conversation), (flows.Interface, flows.Match.Text, flows.Grouping));
    }

    [Theory]
    [InlineData("n", "0", "+n: found '0'; takes a number from 1 to 50")]
    [InlineData("n", "51", "+n: found '51'; takes a number from 1 to 50")]
    [InlineData("n", "-1", "+n: found '-1'; takes a number from 1 to 50")]
    [InlineData("n", "1e1", "+n: found '1e1'; takes a number from 1 to 50")]
    [InlineData("n", "99999999999", "+n: found '99999999999'; takes a number from 1 to 50")]
    [InlineData("n", "", "+n: found ''; takes a number from 1 to 50")]
    [InlineData("by", "octets", "+by: found 'octets'; takes bytes, packets or flows")]
    [InlineData("by", "Bytes", "+by: found 'Bytes'; takes bytes, packets or flows")]
    [InlineData("group", "host", "+group: found 'host'; takes src, dst, pair, port or flow")]
    public void Value_that_there_is_not_should_be_refused_with_those_that_there_are(string option, string value, string message)
    {
        var refusal = Assert.Throws<FlowRefusal>(() => Said((option, value)).Top);

        Assert.Equal((FlowRefusalKind.Unusable, message, message), (refusal.Kind, refusal.Message, refusal.Lines));
    }

    [Fact]
    public void Flows_should_not_be_grouped_as_talkers_are() => Assert.Equal(
        "+group: found 'pair'; takes flow or conversation", Assert.Throws<FlowRefusal>(() => Said(("group", "pair")).Flows).Message);

    [Theory]
    [InlineData("port=443,prot=tcp", 9, "  port=443,prot=tcp\n           ^^^^")]
    [InlineData("src=10.0.0.0/33", 4, "  src=10.0.0.0/33\n      ^^^^^^^^^^^")]
    [InlineData("src=", 4, "  src=\n      ^")]
    [InlineData("", 0, "  \n  ^")]
    public void Match_that_does_not_parse_should_point_at_the_word(string match, int position, string lines)
    {
        var refusal = Assert.Throws<FlowRefusal>(() => Said(("match", match)).Flows);

        Assert.Equal((FlowRefusalKind.Unusable, position), (refusal.Kind, refusal.Fault?.At));
        Assert.StartsWith("+match: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal($"{refusal.Message}\n{lines}", refusal.Lines);
    }

    private static FlowOptions Said(params (string Name, string Value)[] said) => new(
        option => said.Where(one => one.Name == option.Name).Select(one => one.Value).FirstOrDefault(), option => $"+{option.Name}", Most);
}
