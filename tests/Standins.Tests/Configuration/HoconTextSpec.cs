using Akka.Configuration;

namespace NetMonitor.Standins.Tests.Configuration;

/// <summary>What a text means. Each line holds for the real package and for the stand-in.</summary>
public sealed class HoconTextSpec
{
    [Theory]
    [InlineData("a=1\na=2", "a", "2")]
    [InlineData("a{b=1}\na{c=2}", "a.b", "1")]
    [InlineData("a{b=1}\na{c=2}", "a.c", "2")]
    [InlineData("a.b=1\na{c=2}", "a.b", "1")]
    [InlineData("a={x=1}\na={y=2}", "a.x", "1")]
    [InlineData("a=1\na{b=2}", "a.b", "2")]
    [InlineData("a{b=2}\na=1", "a.b", null)]
    public void Text_should_let_the_last_assignment_win_and_objects_merge(string hocon, string path, string? expected) => AssertString(hocon, path, expected);

    [Theory]
    [InlineData("{a:1,b=2}", "b", "2")]
    [InlineData("a : 1", "a", "1")]
    [InlineData("a = 5 # five", "a", "5")]
    [InlineData("a = \"5\" // five\nb=1", "b", "1")]
    [InlineData("# one\n\n// two\na=1 # three\n\n# four\n", "a", "1")]
    [InlineData("a=1,b=2\nc=3", "b", "2")]
    [InlineData("a={b=1},c=2", "c", "2")]
    [InlineData("a {b=1,}\nc=2", "c", "2")]
    [InlineData("a { b = 1 } c = 2", "c", "2")]
    [InlineData("a\n{\n  b=1\n}", "a.b", "1")]
    [InlineData("a=1\r\nb=2\r\n", "a", "1")]
    [InlineData("a { b=1", "a.b", "1")]
    [InlineData("{a=1", "a", "1")]
    public void Text_should_be_read_with_braces_separators_and_comments_as_one_likes(string hocon, string path, string expected) => AssertString(hocon, path, expected);

    [Theory]
    [InlineData("a = hello big world", "hello big world")]
    [InlineData("a =   x   ", "x")]
    [InlineData("a=x#y", "x")]
    [InlineData("a=x//y", "x")]
    [InlineData("a=x/y", "x/y")]
    [InlineData("a=\"x#y\"", "x#y")]
    [InlineData("a=\"127.0.0.1:9460\"", "127.0.0.1:9460")]
    [InlineData("a=\"x\" \"y\"z", "x yz")]
    [InlineData("a=\"\"\"x\n\"y\"\"\"", "x\n\"y")]
    [InlineData("a=\"\\t[\\u0041\\\\\\\"]\"", "[A\\\"]")]
    [InlineData("a=\"\"", "")]
    [InlineData("a=null", null)]
    [InlineData("a=\"null\"", null)]
    [InlineData("a=\" x \"", "x")]
    [InlineData("a={b=1}", null)]
    [InlineData("a=[1]", null)]
    public void Text_should_give_a_scalar_its_string(string hocon, string? expected)
    {
        Assert.True(ConfigurationFactory.ParseString(hocon).HasPath("a"));
        AssertString(hocon, "a", expected);
    }

    [Theory]
    [InlineData("a=[1,2,3]", "1|2|3")]
    [InlineData("a=[1,2,]", "1|2")]
    [InlineData("a=[\n  1 # one\n  2, # two\n]", "1|2")]
    [InlineData("a=[1] [2]", "1|2")]
    [InlineData("a=[\"*\"]", "*")]
    [InlineData("a=[x y, \"z\"]", "x y|z")]
    [InlineData("a=[1]\na=[2]", "2")]
    [InlineData("a=[]", "")]
    public void Text_should_give_a_list_its_items(string hocon, string expected) =>
        Assert.Equal(expected, string.Join('|', ConfigurationFactory.ParseString(hocon).GetStringList("a")));

    [Theory]
    [InlineData("\"a.b\"=1", "\"a.b\"", "1")]
    [InlineData("\"a.b\"=1", "a.b", null)]
    [InlineData("a.\"b.c\".d=1", "a.\"b.c\".d", "1")]
    [InlineData("/a/b {c=1}", "/a/b.c", "1")]
    [InlineData("a b = 1", "a b", "1")]
    [InlineData("a.0=x", "a.0", "x")]
    [InlineData("a=1\na+=2", "a", "1")]
    [InlineData("a=1\na+=2", "a+", "2")]
    public void Key_should_be_taken_as_it_stands(string hocon, string path, string? expected) => AssertString(hocon, path, expected);

    [Fact]
    public void List_should_hold_an_empty_list_as_one_of_its_items() =>
        Assert.Equal([null, "1", null], ConfigurationFactory.ParseString("a=[[]\n1\n[]]").GetStringList("a"));

    [Fact]
    public void Key_that_is_a_number_should_not_make_a_list() => Assert.Empty(ConfigurationFactory.ParseString("a.0=x").GetStringList("a"));

    [Theory]
    [InlineData("a=${b}\nb=3", "a", "3")]
    [InlineData("b=1\na=${b}\nb=2", "a", "2")]
    [InlineData("b{x=1}\na=${b}", "a.x", "1")]
    [InlineData("a=x ${b.c} y\nb{c=z}", "a", "x z y")]
    [InlineData("a=\"${b}\"\nb=1", "a", "${b}")]
    public void Substitution_should_take_the_final_value_from_the_same_text(string hocon, string path, string expected) => AssertString(hocon, path, expected);

    [Fact]
    public void Substitution_should_join_lists() =>
        Assert.Equal(["1", "2"], ConfigurationFactory.ParseString("b=[1]\na=${b}[2]").GetStringList("a"));

    [Theory]
    [InlineData("a=${b}", "b")]
    [InlineData("a=${b}\na=2", "b")]
    [InlineData("a{b=${c}\nc=1}", "c")]
    [InlineData("a=${PATH}", "PATH")]
    public void Substitution_should_fail_at_once_when_the_text_lacks_it_and_never_ask_the_environment(string hocon, string path)
    {
        var error = Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString($"{path}=1")));
        Assert.Equal($"Unresolved substitution: {path}", error.Message);
    }

    [Fact]
    public void Optional_substitution_should_be_empty_and_end_the_object_around_it()
    {
        var config = ConfigurationFactory.ParseString("o{a=${?x}\nb=2}\nc=3");
        Assert.True(config.HasPath("o.a"));
        Assert.Null(config.GetString("o.a"));
        Assert.False(config.HasPath("o.b"));
        Assert.Equal("2", config.GetString("b"));
        Assert.False(config.HasPath("c"));
    }

    [Theory]
    [InlineData("a=")]
    [InlineData("a=*")]
    [InlineData("a=x?y")]
    [InlineData("a=$x")]
    [InlineData("a=1\n@=2")]
    [InlineData("a=1,,b=2")]
    [InlineData("a{b=1},c=2")]
    [InlineData(",a=1")]
    public void Text_should_be_refused_at_a_character_that_cannot_stand_there(string hocon)
    {
        var error = Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString(hocon));
        Assert.StartsWith("Unknown token at position ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=b=c")]
    [InlineData("a=127.0.0.1:9460")]
    [InlineData("a=x b=2")]
    [InlineData("a=\nb=1")]
    [InlineData("a=[1,2\nb=3")]
    public void Text_should_be_refused_when_an_unquoted_value_holds_an_assignment(string hocon) =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(hocon));

    [Fact]
    public void Text_should_be_refused_when_an_escape_is_unknown() =>
        Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString("a=\"\\x\""));

    [Fact]
    public void Include_should_fail_without_a_callback() =>
        Assert.Throws<NullReferenceException>(() => ConfigurationFactory.ParseString("include \"other.conf\""));

    private static void AssertString(string hocon, string path, string? expected) => Assert.Equal(expected, ConfigurationFactory.ParseString(hocon).GetString(path));
}
