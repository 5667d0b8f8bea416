using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Pbm;

namespace NetMonitor.Engine.Tests.Pbm;

public sealed class PbmSettingsSpec
{
    [Theory]
    [InlineData("127.0.0.1:9110", "127.0.0.1:9110")]
    [InlineData("[::1]:0", "[::1]:0")]
    [InlineData("off", null)]
    public void PbmSettings_should_take(string listen, string? endPoint) => Assert.Equal(endPoint, Read(listen).Listen?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("on")]
    [InlineData("9110")]
    [InlineData("localhost:9110")]
    [InlineData("127.0.0.1")]
    public void PbmSettings_should_refuse(string listen)
    {
        var problem = Assert.Throws<ConfigurationProblem>(() => Read(listen));

        Assert.Equal(
            [$"netmonitor.pbm.listen: found '{listen}'; takes ADDRESS:PORT, as 127.0.0.1:9110 or [::1]:9110, or off; port 0 takes a free one"],
            problem.Problems.AsEnumerable());
    }

    [Fact]
    public void Off_should_need_no_quotes() => Assert.Null(
        SettingsReader.Read(ConfigurationFactory.ParseString("netmonitor.pbm.listen = off"), PbmSettings.From).Listen);

    private static PbmSettings Read(string listen) =>
        SettingsReader.Read(ConfigurationFactory.ParseString($"netmonitor.pbm.listen = \"{listen}\""), PbmSettings.From);
}
