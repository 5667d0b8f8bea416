using NetMonitor.Pbm.Protocol;
using NetMonitor.Pbm.Session;
using NetMonitor.Standins.Tests.PetabridgeCmd.Toys;
using Petabridge.Cmd.Host;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

public sealed class CompletionSpec
{
    private static readonly PaletteOutline[] Palettes = Outlines.Of([ToyCommands.Palette, new("tool", [])]).Palettes;

    [Theory]
    [InlineData("", "exit help tool toy")]
    [InlineData("to", "tool toy")]
    [InlineData("toy", "toy")]
    [InlineData("To", "")]
    [InlineData("toy f", "fail flood")]
    [InlineData("toy  f", "fail flood")]
    [InlineData("tool ", "")]
    [InlineData("unknown ", "")]
    [InlineData("toy say ", "-T -e -t")]
    [InlineData("toy say -t ", "")]
    [InlineData("toy say -t -", "")]
    [InlineData("toy say -t a ", "-T -e -t")]
    [InlineData("toy say -e a ", "-T -t")]
    [InlineData("toy say -t -e ", "-T -e -t")]
    [InlineData("toy count -n 1 ", "")]
    [InlineData("toy unknown ", "")]
    [InlineData("help ", "tool toy")]
    [InlineData("help toy ", "")]
    public void Word_should_become_what_the_host_has(string before, string choices)
    {
        Assert.Equal(choices, string.Join(' ', Completion.Of(Palettes, before)));
    }
}
