using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NetMonitor.Pbm.Editing;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

public sealed class LineEditorSpec
{
    private static readonly LineEditor Editor = new(before => before switch
    {
        "" => ["net", "nothing"],
        "net s" => ["show"],
        "net show -" => ["-i", "-o"],
        _ => [],
    });

    /// <summary>Keys by name in angle brackets, ^X for control, all else as typed; the cursor in the result is the bar.</summary>
    [Theory]
    [InlineData("net show", "net show|")]
    [InlineData("ac<LeftArrow>b", "ab|c")]
    [InlineData("bc<Home>a", "a|bc")]
    [InlineData("bc^Aa", "a|bc")]
    [InlineData("ab<Home><End>c", "abc|")]
    [InlineData("ab^A^Ec", "abc|")]
    [InlineData("ab^B^Bx^Fy", "xay|b")]
    [InlineData("abc<LeftArrow><Backspace>", "a|c")]
    [InlineData("abc<LeftArrow><Delete>", "ab|")]
    [InlineData("abc<LeftArrow>^D", "ab|")]
    [InlineData("abc<LeftArrow>^K", "ab|")]
    [InlineData("abc<LeftArrow>^U", "|c")]
    [InlineData("net show -i^W", "net show |")]
    [InlineData("net show ^W", "net |")]
    [InlineData("net show<Ctrl-LeftArrow>x", "net x|show")]
    [InlineData("<Backspace><Delete><LeftArrow><RightArrow>a", "a|")]
    [InlineData("a<F5><Escape>b", "ab|")]
    [InlineData("n<Home><Tab>", "n|n")]
    [InlineData("net s<Tab>", "net show |")]
    [InlineData("net x<Tab>", "net x|")]
    [InlineData("<UpArrow>", "two|")]
    [InlineData("<UpArrow><UpArrow>", "one|")]
    [InlineData("<UpArrow><UpArrow><UpArrow>", "one|")]
    [InlineData("<UpArrow><UpArrow><DownArrow>", "two|")]
    [InlineData("draft<LeftArrow><UpArrow><DownArrow>", "draf|t")]
    [InlineData("draft<UpArrow><UpArrow><DownArrow><DownArrow><DownArrow>", "draft|")]
    [InlineData("<UpArrow>!<UpArrow><DownArrow>", "two|")]
    [InlineData("^P^P^N", "two|")]
    public void Keys_should_edit_the_line(string keys, string line)
    {
        var after = Press(keys).State.Line;

        Assert.Equal(line, after.Text.Insert(after.Cursor, "|"));
    }

    [Theory]
    [InlineData("a<Enter>", EditorAction.Enter)]
    [InlineData("a^C", EditorAction.Drop)]
    [InlineData("^D", EditorAction.Leave)]
    [InlineData("a^L", EditorAction.ClearScreen)]
    [InlineData("<Tab>", EditorAction.Redraw)]
    [InlineData("a", EditorAction.Redraw)]
    internal void Key_should_say_what_is_to_be_done(string keys, EditorAction action)
    {
        Assert.Equal(action, Press(keys).Action);
    }

    [Fact]
    public void Tab_should_show_the_choices_when_it_can_add_nothing()
    {
        var step = Press("net show -<Tab>");

        Assert.Equal(EditorAction.Choose, step.Action);
        Assert.Equal(["-i", "-o"], step.Choices);
        Assert.Equal("net show -", step.State.Line.Text);
    }

    [Property]
    public Property Cursor_should_stay_within_the_line_whatever_is_pressed()
    {
        var key = Gen.Elements(
            "a", " ", "<LeftArrow>", "<RightArrow>", "<Home>", "<End>", "<Backspace>", "<Delete>", "<Tab>", "<UpArrow>", "<DownArrow>", "<Enter>", "^K", "^U", "^W", "^C", "^D", "<Ctrl-LeftArrow>");
        return Prop.ForAll(Gen.ArrayOf(key).ToArbitrary(), keys =>
        {
            var line = Press(string.Concat(keys)).State.Line;
            return line.Cursor >= 0 && line.Cursor <= line.Text.Length;
        });
    }

    private static EditorStep Press(string keys) => Keys(keys).Aggregate(
        EditorStep.To(EditorState.Start(History.Of(["one", "two"]))), (step, key) => Editor.Press(step.State, key));

    private static IEnumerable<ConsoleKeyInfo> Keys(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '<')
            {
                var end = text.IndexOf('>', at);
                var name = text[(at + 1)..end];
                var isControl = name.StartsWith("Ctrl-", StringComparison.Ordinal);
                yield return new ConsoleKeyInfo('\0', Enum.Parse<ConsoleKey>(isControl ? name[5..] : name), false, false, isControl);
                at = end;
            }
            else if (text[at] == '^')
            {
                yield return new ConsoleKeyInfo((char)(text[++at] - '@'), Enum.Parse<ConsoleKey>(text.AsSpan(at, 1)), false, false, true);
            }
            else
            {
                yield return new ConsoleKeyInfo(text[at], ConsoleKey.None, false, false, false);
            }
        }
    }
}
