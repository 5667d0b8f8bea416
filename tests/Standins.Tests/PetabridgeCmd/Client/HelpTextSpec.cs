using NetMonitor.Pbm.Protocol;
using NetMonitor.Pbm.Session;
using NetMonitor.Standins.Tests.PetabridgeCmd.Toys;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

public sealed class HelpTextSpec
{
    private static readonly PaletteOutline[] Palettes = Outlines.Of([new CommandPalette("toy", [ToyCommands.Say, ToyCommands.Watch])]).Palettes;

    [Fact]
    public void Help_should_list_all_commands()
    {
        Assert.Equal(
            """
            toy say         Says it back
            toy watch       Never ends by itself
            help <palette>  What its commands take
            exit            Ends the session

            """,
            HelpText.Of(Palettes, null).Text);
    }

    [Fact]
    public void Help_should_say_what_the_commands_of_a_palette_take()
    {
        Assert.Equal(
            """
            toy say: Says it back
              -t|-T <text>  what to say (mandatory; may be repeated)
              -e <end>      the last word (default: .)
            toy watch: Never ends by itself

            """,
            HelpText.Of(Palettes, "toy").Text);
    }

    [Fact]
    public void Help_should_name_the_palettes_when_there_is_no_such_one()
    {
        Assert.Equal(new HelpText("no palette 'toi'; palettes: toy", true), HelpText.Of(Palettes, "toi"));
    }
}
