using Petabridge.Cmd;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

public sealed class DefinitionSpec
{
    [Fact]
    public void Definition_should_show_its_arguments_by_name_with_their_switches()
    {
        var definition = new CommandDefinitionBuilder().WithName("set").WithArgument(one => one.WithName("one").WithSwitch("-o").WithSwitch("--one")).Build();

        Assert.Equal("set", definition.Name);
        Assert.Equal(["-o", "--one"], definition.ArgumentsByName["one"].Switch);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    public void Names_should_be_words_that_can_be_typed(string? name)
    {
        Assert.Throws<ArgumentException>(() => new CommandDefinitionBuilder().WithName(name).Build());
        Assert.Throws<ArgumentException>(() => new CommandDefinitionBuilder().WithName("set").WithArgument(one => one.WithName("one").WithSwitch(name)));
        Assert.Throws<ArgumentException>(() => new CommandDefinitionBuilder().WithName("set").WithArgument(one => one.WithName(name).WithSwitch("-o")));
        Assert.Throws<ArgumentException>(() => new CommandPalette(name, []));
    }

    [Fact]
    public void Definition_should_be_refused_when_a_line_could_mean_two_things()
    {
        var twice = new CommandDefinitionBuilder().WithName("set").WithArgument(one => one.WithName("one").WithSwitch("-o")).WithArgument(two => two.WithName("two").WithSwitch("-o"));
        var set = new CommandDefinitionBuilder().WithName("set").Build();

        Assert.Throws<ArgumentException>(twice.Build);
        Assert.Throws<ArgumentException>(() => new CommandPalette("toy", [set, set]));
        Assert.Throws<ArgumentException>(() => new CommandDefinitionBuilder().WithName("set").WithArgument(one => one.WithName("one")));
    }

    [Fact]
    public void Response_should_be_final_unless_it_says_otherwise()
    {
        Assert.True(new CommandResponse("a").Final);
        Assert.False(new CommandResponse("a", false).Final);
        Assert.True(CommandResponse.Empty.Final);
        Assert.True(new ErroredCommandResponse("a").Final);
        Assert.False(new ErroredCommandResponse("a", false).Final);
    }
}
