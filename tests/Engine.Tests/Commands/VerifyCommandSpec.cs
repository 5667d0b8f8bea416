using NetMonitor.Engine.Tests.Diagnosis;
using NetMonitor.Engine.Tests.Documents;

namespace NetMonitor.Engine.Tests.Commands;

public sealed class VerifyCommandSpec
{
    [Theory]
    [InlineData("verify --mode tc", "verify.txt")]
    [InlineData("verify --mode tc --json", "verify.json")]
    public async Task Verify_should_answer_with_the_programs(string arguments, string golden)
    {
        var (exitCode, output, error) = await Invocation.On(SampleFacts.Good, arguments);

        Assert.Equal((ExitCode.Ok, ""), (exitCode, error));
        Document.ShouldBe($"tests/Engine.Tests/Commands/{golden}", output);
    }

    [Fact]
    public async Task Verify_should_say_why_not_in_one_line()
    {
        var (exitCode, output, error) = await Invocation.On(SampleFacts.Bad, "verify");

        Assert.Equal((ExitCode.Kernel, "", "netmonitor: load the programs: EPERM\n"), (exitCode, output, error));
    }

    [Fact]
    public async Task Verify_should_say_why_not_in_json()
    {
        var (exitCode, output, error) = await Invocation.On(SampleFacts.Bad, "verify --json");

        Assert.Equal((ExitCode.Kernel, ""), (exitCode, error));
        Document.ShouldBe("tests/Engine.Tests/Commands/verify-refused.json", output);
    }
}
