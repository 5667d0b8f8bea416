using NetMonitor.Standins.Tests.PetabridgeCmd.Toys;
using Petabridge.Cmd;
using Petabridge.Cmd.Parsing;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

public sealed class CommandLineSpec
{
    private static readonly CommandPalette Other = new("other", [new CommandDefinitionBuilder().WithName("set")
        .WithArgument(name => name.WithName("name").WithDescription("whose").WithSwitch("-n").WithSwitch("--name").IsMandatory(true))
        .WithArgument(value => value.WithName("value").WithSwitch("-v").IsMandatory(true).WithDefaultValue("1"))
        .Build()]);

    [Theory]
    [InlineData("toy say -t a", "-t=a")]
    [InlineData("toy say -T a -t b", "-T=a -t=b")]
    [InlineData("toy say -e ! -t a", "-e=! -t=a")]
    [InlineData("toy say -t -x", "-t=-x")]
    [InlineData("toy count", "")]
    [InlineData("other set --name a", "--name=a")]
    public void Line_should_be_a_command_with_what_was_typed(string line, string typed)
    {
        var reading = Read(line);

        Assert.Null(reading.Complaint);
        Assert.Equal((line.Split(' ')[0], line.Split(' ')[1]), (reading.Command.Palette, reading.Command.Name));
        Assert.Equal(typed, string.Join(' ', reading.Command.Arguments.Select(pair => $"{pair.Item1}={pair.Item2}")));
    }

    [Theory]
    [InlineData("", "nothing was asked; palettes: toy, other")]
    [InlineData("othr set", "no palette 'othr'; palettes: other, toy")]
    [InlineData("TOY say", "no palette 'TOY'; palettes: toy, other")]
    [InlineData("other", "'other' takes a command: set")]
    [InlineData("other sett", "'other' has no command 'sett'; commands: set")]
    [InlineData("toy Watch", "'toy' has no command 'Watch'; commands: watch, ")]
    [InlineData("other set -name a", "'other set' has no switch '-name'; switches: --name, -n, -v")]
    [InlineData("other set -N a", "'other set' has no switch '-N'; switches: -n, -v, --name")]
    [InlineData("toy watch -x 1", "'toy watch' has no switch '-x'; it takes none")]
    [InlineData("toy say -t", "'toy say': -t takes a value (text)")]
    [InlineData("toy say -t -e !", "'toy say': -t takes a value (text)")]
    [InlineData("toy say", "'toy say' needs -t|-T (text: what to say)")]
    [InlineData("other set -v 2", "'other set' needs -n|--name (name: whose)")]
    [InlineData("toy count -n 1 -n 2", "'toy count' takes -n once")]
    [InlineData("other set -n a --name b", "'other set' takes -n|--name once")]
    public void Line_should_be_refused_with_what_there_is(string line, string complaint)
    {
        var reading = Read(line);

        Assert.Null(reading.Command);
        Assert.StartsWith(complaint, reading.Complaint, StringComparison.Ordinal);
        Assert.True(complaint.EndsWith(", ", StringComparison.Ordinal) || reading.Complaint == complaint, reading.Complaint);
    }

    [Fact]
    public void Word_of_any_length_should_be_refused_at_once()
    {
        Assert.StartsWith("no palette 'xxx", Read(new string('x', 60_000)).Complaint, StringComparison.Ordinal);
    }

    private static Reading Read(string line) =>
        CommandLine.Read([ToyCommands.Palette, Other], line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
