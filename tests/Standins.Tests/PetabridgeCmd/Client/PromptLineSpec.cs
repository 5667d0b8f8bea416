using NetMonitor.Pbm.Editing;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

public sealed class PromptLineSpec
{
    [Theory]
    [InlineData("abc", 3, 80, "> abc|")]
    [InlineData("abc", 1, 80, "> a|bc")]
    [InlineData("abcdefgh", 8, 8, "> defgh|")]
    [InlineData("abcdefgh", 0, 8, "> |abcde")]
    [InlineData("abcdefgh", 6, 8, "> bcdef|")]
    [InlineData("abc", 3, 0, "> c|")]
    public void Line_should_be_drawn_in_one_row_around_the_cursor(string text, int cursor, int columns, string drawn)
    {
        var screen = new Screen();
        screen.Write(PromptLine.Draw("> ", new Line("somewhat longer", 4), 80));
        screen.Write(PromptLine.Draw("> ", new Line(text, cursor), columns));

        Assert.Equal(drawn, screen.Current.Insert(screen.Column, "|"));
    }
}
