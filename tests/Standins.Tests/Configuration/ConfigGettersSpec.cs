using Akka.Configuration;

namespace NetMonitor.Standins.Tests.Configuration;

public sealed class ConfigGettersSpec
{
    private static readonly Config Sample = ConfigurationFactory.ParseString("scalar = 1\nlist = [1, 2]\nobject { x = 1 }");

    [Theory]
    [InlineData("missing")]
    [InlineData("missing.deeper")]
    [InlineData("scalar.below")]
    [InlineData("list.below")]
    public void Getter_should_answer_nothing_without_complaint_when_the_path_is_missing(string path)
    {
        Assert.False(Sample.HasPath(path));
        Assert.Equal(0, Sample.GetInt(path));
        Assert.Equal(0L, Sample.GetLong(path));
        Assert.Equal(0.0, Sample.GetDouble(path));
        Assert.False(Sample.GetBoolean(path));
        Assert.Equal(TimeSpan.Zero, Sample.GetTimeSpan(path));
        Assert.Null(Sample.GetString(path));
        Assert.Null(Sample.GetByteSize(path));
        Assert.Empty(Sample.GetStringList(path));
        Assert.Null(Sample.GetConfig(path));
        Assert.Null(Sample.GetValue(path));
    }

    [Fact]
    public void Getter_should_answer_its_default_when_the_path_is_missing()
    {
        Assert.Equal(7, Sample.GetInt("missing", 7));
        Assert.Equal(7L, Sample.GetLong("missing", 7L));
        Assert.Equal(0.5, Sample.GetDouble("missing", 0.5));
        Assert.True(Sample.GetBoolean("missing", true));
        Assert.Equal(TimeSpan.FromSeconds(3), Sample.GetTimeSpan("missing", TimeSpan.FromSeconds(3)));
        Assert.Equal("x", Sample.GetString("missing", "x"));
        Assert.Equal(9L, Sample.GetByteSize("missing", 9L));
        Assert.Equal(["x"], Sample.GetStringList("missing", ["x"]));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("object")]
    public void Getter_of_a_scalar_should_not_take_a_list_or_an_object(string path)
    {
        Assert.True(Sample.HasPath(path));
        Assert.Null(Sample.GetString(path, "default"));
        Assert.Null(Sample.GetByteSize(path));
        Assert.Throws<ArgumentNullException>(() => Sample.GetInt(path));
        Assert.Throws<ArgumentNullException>(() => Sample.GetDouble(path));
        Assert.Throws<ArgumentNullException>(() => Sample.GetTimeSpan(path));
        Assert.Throws<NotSupportedException>(() => Sample.GetBoolean(path));
    }

    [Fact]
    public void Getter_of_a_list_should_be_empty_for_a_scalar_and_an_object()
    {
        Assert.Empty(Sample.GetStringList("scalar"));
        Assert.Empty(Sample.GetStringList("object"));
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("off", false)]
    [InlineData("false", false)]
    public void Boolean_should_be_on_off_true_or_false(string text, bool expected) => Assert.Equal(expected, Parse(text).GetBoolean("a"));

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("1")]
    [InlineData("True")]
    [InlineData("\"\"")]
    public void Boolean_should_be_refused_in_any_other_word(string text) => Assert.Throws<NotSupportedException>(() => Parse(text).GetBoolean("a"));

    [Theory]
    [InlineData("-1", -1)]
    [InlineData("+1", 1)]
    [InlineData("\" 5 \"", 5)]
    public void Integer_should_be_read_with_its_sign(string text, int expected)
    {
        Assert.Equal(expected, Parse(text).GetInt("a"));
        Assert.Equal(expected, Parse(text).GetLong("a"));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("abc")]
    [InlineData("\"\"")]
    public void Integer_should_be_refused_when_it_is_none(string text) => Assert.Throws<FormatException>(() => Parse(text).GetInt("a"));

    [Fact]
    public void Integer_should_be_refused_when_it_is_too_large()
    {
        Assert.Throws<OverflowException>(() => Parse("99999999999").GetInt("a"));
        Assert.Equal(99999999999, Parse("99999999999").GetLong("a"));
    }

    [Theory]
    [InlineData("0.2", 0.2)]
    [InlineData("1e3", 1000)]
    [InlineData("-1", -1)]
    public void Double_should_be_read_without_regard_to_the_culture(string text, double expected) => Assert.Equal(expected, Parse(text).GetDouble("a"));

    [Fact]
    public void Config_below_a_path_should_answer_relative_paths()
    {
        var below = Sample.GetConfig("object");
        Assert.Equal(1, below.GetInt("x"));
        Assert.False(below.IsEmpty);
        Assert.Equal(["x"], below.AsEnumerable().Select(pair => pair.Key));
    }

    [Fact]
    public void Enumeration_should_give_the_keys_below_the_root_in_order() =>
        Assert.Equal(["scalar", "list", "object"], Sample.AsEnumerable().Select(pair => pair.Key));

    private static Config Parse(string value) => ConfigurationFactory.ParseString($"a={value}");
}
