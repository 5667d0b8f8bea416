using NetMonitor.Engine.Tests.Diagnosis;
using NetMonitor.Engine.Tests.Documents;

namespace NetMonitor.Engine.Tests.Commands;

public sealed class InterfacesCommandSpec
{
    [Theory]
    [InlineData("interfaces", "interfaces.txt")]
    [InlineData("interfaces --json", "interfaces.json")]
    [InlineData("interfaces --mode native --interface eth* --interface wlan0 --exclude eth0", "interfaces-chosen.txt")]
    public async Task Interfaces_should_answer(string arguments, string golden)
    {
        var (exitCode, output, error) = await Invocation.On(SampleFacts.Good, arguments);

        Assert.Equal((ExitCode.Ok, ""), (exitCode, error));
        Document.ShouldBe($"tests/Engine.Tests/Commands/{golden}", output);
    }

    [Fact]
    public async Task Interfaces_should_refuse_a_mode_that_there_is_not()
    {
        var (exitCode, _, error) = await Invocation.On(SampleFacts.Good, "interfaces --mode fast");

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith("netmonitor: --mode: found 'fast'; takes one of auto,", error, StringComparison.Ordinal);
    }
}
