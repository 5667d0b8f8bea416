using Akka.Configuration;

namespace NetMonitor.Standins.Tests.Configuration;

public sealed class ConfigFallbackSpec
{
    private static readonly Config Upper = ConfigurationFactory.ParseString("a=1\nlist=[1]\no{x=1}\nonly=u");
    private static readonly Config Lower = ConfigurationFactory.ParseString("a=2\nb=3\nlist=[2,3]\no{x=5,y=2}");

    [Fact]
    public void Fallback_should_answer_only_where_the_winner_is_silent()
    {
        var merged = Upper.WithFallback(Lower);
        Assert.Equal("1", merged.GetString("a"));
        Assert.Equal("3", merged.GetString("b"));
        Assert.Equal("u", merged.GetString("only"));
        Assert.Equal(["1"], merged.GetStringList("list"));
        Assert.Equal(1, merged.GetInt("o.x"));
        Assert.Equal(2, merged.GetInt("o.y"));
        Assert.Equal(2, merged.GetConfig("o").GetInt("y"));
    }

    [Theory]
    [InlineData("a=1", "a{x=1}", "a.x", null)]
    [InlineData("a{x=1}", "a=1", "a.x", "1")]
    [InlineData("a=null", "a=1", "a", null)]
    [InlineData("a{}", "a{x=1}", "a.x", "1")]
    public void Fallback_should_not_mix_kinds(string upper, string lower, string path, string? expected) =>
        Assert.Equal(expected, ConfigurationFactory.ParseString(upper).WithFallback(ConfigurationFactory.ParseString(lower)).GetString(path));

    [Fact]
    public void Fallback_should_not_fill_an_empty_list() =>
        Assert.Empty(ConfigurationFactory.ParseString("a=[]").WithFallback(ConfigurationFactory.ParseString("a=[1]")).GetStringList("a"));

    [Fact]
    public void Fallback_should_leave_both_sides_as_they_were()
    {
        _ = Upper.WithFallback(Lower);
        Assert.False(Upper.HasPath("b"));
        Assert.Equal(5, Lower.GetInt("o.x"));
    }

    [Fact]
    public void Fallback_should_chain()
    {
        var config = ConfigurationFactory.ParseString("a{x=1}").WithFallback(ConfigurationFactory.ParseString("a{y=2}")).WithFallback(ConfigurationFactory.ParseString("a{z=3}"));
        Assert.Equal(["x", "y", "z"], config.GetConfig("a").AsEnumerable().Select(pair => pair.Key).Order());
        Assert.Equal(3, config.GetInt("a.z"));
    }

    [Fact]
    public void Fallback_should_refuse_the_very_same_object_but_not_an_equal_one()
    {
        Assert.Throws<ArgumentException>(() => Upper.WithFallback(Upper));
        var equal = ConfigurationFactory.ParseString("a=1");
        Assert.Equal(1, equal.WithFallback(ConfigurationFactory.ParseString("a=1")).GetInt("a"));
    }

    [Fact]
    public void Fallback_should_return_the_winner_itself_when_null() => Assert.Same(Upper, Upper.WithFallback(null));

    [Fact]
    public void Empty_should_give_way_to_its_fallback_and_add_nothing_as_one()
    {
        Assert.Equal(1, Config.Empty.WithFallback(Upper).GetInt("a"));
        Assert.Equal(1, Upper.WithFallback(Config.Empty).GetInt("a"));
        Assert.False(Config.Empty.WithFallback(Upper).IsEmpty);
    }

    [Fact]
    public void Empty_should_hold_nothing()
    {
        Assert.True(Config.Empty.IsEmpty);
        Assert.True(ConfigurationFactory.Empty.IsEmpty);
        Assert.True(ConfigurationFactory.ParseString("{}").IsEmpty);
        Assert.True(ConfigurationFactory.Load().IsEmpty);
        Assert.Null(Config.Empty.GetString("x"));
        Assert.Empty(Config.Empty.AsEnumerable());
        Assert.True(((Config)null!).IsNullOrEmpty());
        Assert.False(Upper.IsNullOrEmpty());
    }

    [Fact]
    public void Text_should_show_only_its_own_settings_unless_the_fallback_is_asked_for()
    {
        var merged = ConfigurationFactory.ParseString("a = x y\no{x=1,l=[1,\"2 3\"]}").WithFallback(ConfigurationFactory.ParseString("b=2"));
        Assert.Equal("  a : \"x y\"\r\n  o : {\r\n    x : 1\r\n    l : [1,\"2 3\"]\r\n  }\r\n", merged.ToString());
        Assert.Equal("  b : 2\r\n  a : \"x y\"\r\n  o : {\r\n    x : 1\r\n    l : [1,\"2 3\"]\r\n  }\r\n", merged.ToString(true));
    }

    [Fact]
    public void String_should_turn_into_a_config_where_one_is_asked_for()
    {
        Config config = "a=1";
        Assert.Equal(1, config.GetInt("a"));
    }
}
