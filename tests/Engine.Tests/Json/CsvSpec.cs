using System.Text.Json;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Tests.Json;

public sealed class CsvSpec
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData(" a b ", " a b ")]
    [InlineData("eth0,1", "\"eth0,1\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    public void Value_should_be_quoted_where_RFC_4180_says(string value, string written) => Assert.Equal($"1,{written},2\r\n", Csv.Line(["1", value, "2"]));

    [Fact]
    public void Row_should_have_the_same_values_in_the_same_order_as_json_and_as_csv()
    {
        var moment = new DateTimeOffset(2026, 1, 2, 5, 4, 5, 678, TimeSpan.FromHours(2));
        var shape = new RowShape<int>("row", "A row.")
            .Text("text", "Text", _ => "a,b")
            .TextOrNull("no_text", "Text", _ => null)
            .Count("count", "Count", _ => ulong.MaxValue)
            .Integer("integer", "Integer", row => row)
            .IntegerOrNull("no_integer", "Integer", _ => null)
            .Number("number", "Number", _ => 0.1)
            .Moment("moment", "Moment", _ => moment)
            .Truth("truth", "Truth", _ => true);

        Assert.Equal("text,no_text,count,integer,no_integer,number,moment,truth\r\n", shape.CsvHeader);
        Assert.Equal("\"a,b\",,18446744073709551615,-7,,0.1,2026-01-02T03:04:05.678Z,true\r\n", shape.CsvLine(-7));
        Assert.Equal(
            """{"text":"a,b","no_text":null,"count":18446744073709551615,"integer":-7,"no_integer":null,"number":0.1,"moment":"2026-01-02T03:04:05.678Z","truth":true}""",
            JsonDocument.Parse(JsonText.Bytes(json => shape.Json.Write(json, -7))).RootElement.GetRawText());
    }
}
