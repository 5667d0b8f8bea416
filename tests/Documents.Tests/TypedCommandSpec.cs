namespace NetMonitor.Documents.Tests;

public sealed class TypedCommandSpec
{
    [Theory]
    [InlineData("./build.sh run", "bin/netmonitor run", CommandNature.Stays)]
    [InlineData("./build.sh run --interval 1s", "bin/netmonitor run --interval 1s", CommandNature.Stays)]
    [InlineData("./build.sh run --help", "bin/netmonitor run --help", CommandNature.Ends)]
    [InlineData("netmonitor run --exclude 'veth*'", "netmonitor run --exclude 'veth*'", CommandNature.Stays)]
    [InlineData("netmonitor interfaces", "netmonitor interfaces", CommandNature.Ends)]
    [InlineData("./build.sh verify", "bin/netmonitor verify", CommandNature.Ends)]
    [InlineData("./build.sh demo", "deploy/demo/demo.sh", CommandNature.Stays)]
    [InlineData("./build.sh demo --seconds 8", "deploy/demo/demo.sh --seconds 8", CommandNature.Ends)]
    [InlineData("./build.sh help", "./build.sh help", CommandNature.Ends)]
    [InlineData("./build.sh", "build", CommandNature.BuildVerb)]
    [InlineData("./build.sh --packages nuget", "build", CommandNature.BuildVerb)]
    [InlineData("./build.sh bench agent", "bench", CommandNature.BuildVerb)]
    [InlineData("curl -s http://127.0.0.1:9460/metrics | grep eth1", "curl -s http://127.0.0.1:9460/metrics | grep eth1", CommandNature.Ends)]
    public void Command_should_be_run_without_building(string text, string run, object nature) =>
        Assert.Equal(new TypedCommand(run, (CommandNature)nature), TypedCommand.Of(text));
}
