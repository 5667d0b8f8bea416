using NetMonitor.Engine.Terminal;

namespace NetMonitor.Engine.Tests.Terminal;

public sealed class AnsiScreenSpec
{
    private readonly AnsiScreen _screen = new(hasColours: true);
    private readonly EmulatedTerminal _terminal = new(40, 10);

    private TerminalSize _size = new(40, 10);

    [Fact]
    public void Block_should_replace_the_one_before()
    {
        Draw("one", "two", "three");
        Draw("1", "2", "3");

        Assert.Equal(["1", "2", "3"], _terminal.Rows);
        Assert.Equal((3, 0), _terminal.Cursor);
    }

    [Fact]
    public void Block_should_leave_nothing_of_a_longer_one()
    {
        Draw("one", "two", "three");
        Draw("1");

        Assert.Equal(["1"], _terminal.Rows);
    }

    [Fact]
    public void Line_should_stay_above_the_block()
    {
        _terminal.Write("prompt\n");
        Above("first");
        Draw("one", "two");
        Above("second");
        Draw("three", "four");
        Above("third");

        Assert.Equal(["prompt", "first", "second", "third", "three", "four"], _terminal.Rows);
    }

    [Fact]
    public void Lines_that_scroll_out_should_be_there_once_each()
    {
        Draw("one", "two", "three");
        for (var line = 0; line < 50; line++)
        {
            Above($"line {line}");
            Draw("one", $"{line}", "three");
        }

        Assert.Equal([.. Enumerable.Range(0, 50).Select(line => $"line {line}"), "one", "49", "three"], _terminal.Rows);
    }

    [Fact]
    public void Line_longer_than_the_terminal_should_stay_whole()
    {
        Draw("one");
        Above(new string('x', 100));
        Draw("two");

        Assert.Equal([new('x', 40), new('x', 40), new('x', 20), "two"], _terminal.Rows);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(20)]
    [InlineData(39)]
    [InlineData(200)]
    public void Block_should_be_drawn_in_its_place_when_the_window_was_resized(int columns)
    {
        Above("log");
        Draw(new string('a', 39), "", new string('b', 21));
        _terminal.Resize(columns);
        _size = new TerminalSize(columns, 10);
        Draw("1", "2", "3");

        Assert.Equal(["log", "1", "2", "3"], _terminal.Rows);
    }

    [Fact]
    public void Line_should_stay_above_the_block_when_the_window_was_resized()
    {
        Draw(new string('a', 39));
        _terminal.Resize(10);
        _size = new TerminalSize(10, 10);
        Above("log");

        Assert.Equal(["log", new string('a', 9)], _terminal.Rows);
    }

    [Fact]
    public void Cursor_should_be_hidden_between_the_first_block_and_the_end()
    {
        Assert.True(_terminal.ShowsCursor);
        Draw("one");
        Assert.False(_terminal.ShowsCursor);
        _terminal.Write(_screen.End());

        Assert.True(_terminal.ShowsCursor);
        Assert.Equal(["one"], _terminal.Rows);
        Assert.Equal((1, 0), _terminal.Cursor);
        Assert.Equal("", _screen.End());
    }

    [Fact]
    public void Nothing_should_be_said_to_a_terminal_on_which_nothing_was_drawn() => Assert.Equal("", _screen.End());

    private void Draw(params string[] lines) => _terminal.Write(_screen.Draw([.. lines.Select(line => new LiveLine(new Piece(line, Tone.Good)))], _size));

    private void Above(string line) => _terminal.Write(_screen.Above(line, _size));
}
