using NetMonitor.Engine.Terminal;

namespace NetMonitor.Engine.Tests.Terminal;

public sealed class LiveTerminalSpec
{
    [Theory]
    [InlineData("TERM=xterm-256color", true, true)]
    [InlineData("TERM=linux", true, true)]
    [InlineData("TERM=vt220", true, false)]
    [InlineData("TERM=xterm-mono", true, false)]
    [InlineData("TERM=dumb", false, false)]
    [InlineData("TERM=", false, false)]
    [InlineData("", false, false)]
    [InlineData("TERM=xterm NO_COLOR=1", true, false)]
    [InlineData("TERM=xterm NO_COLOR=", true, true)]
    public void LiveTerminal_should_know(string environment, bool takesSequences, bool takesColours)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1]);

        Assert.Equal((takesSequences, takesColours), (LiveTerminal.TakesSequences(variables), LiveTerminal.TakesColours(variables)));
    }
}
