using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine.Tests.Web;

public sealed class HttpSettingsSpec
{
    [Theory]
    [InlineData("127.0.0.1:9460")]
    [InlineData("0.0.0.0:0")]
    [InlineData("[::1]:65535")]
    public void HttpSettings_should_take(string listen) => Assert.Equal(listen, Read(listen).Listen.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("9460")]
    [InlineData(":9460")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1:9460")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("::1:9460")]
    [InlineData("[127.0.0.1]:9460")]
    [InlineData("localhost:9460")]
    public void HttpSettings_should_refuse(string listen)
    {
        var problem = Assert.Throws<ConfigurationProblem>(() => Read(listen));

        Assert.Equal(
            [$"netmonitor.http.listen: found '{listen}'; takes ADDRESS:PORT, as 127.0.0.1:9460, 0.0.0.0:9460 or [::1]:9460; port 0 takes a free one"],
            problem.Problems.AsEnumerable());
    }

    private static HttpSettings Read(string listen) =>
        SettingsReader.Read(ConfigurationFactory.ParseString($"netmonitor.http.listen = \"{listen}\""), HttpSettings.From);
}
