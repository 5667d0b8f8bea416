using NetMonitor.Pbm;
using NetMonitor.Pbm.Connection;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

public sealed class InvocationSpec
{
    [Theory]
    [InlineData("net show", "127.0.0.1:9110", "net show")]
    [InlineData("10.0.0.1:1 net show -i eth0:1", "10.0.0.1:1", "net show -i eth0:1")]
    [InlineData("localhost:65535", "localhost:65535", "")]
    [InlineData("[::1]:9110 help", "[::1]:9110", "help")]
    [InlineData("help net", "127.0.0.1:9110", "help net")]
    public void Arguments_should_be_an_address_and_the_words_to_ask(string arguments, string address, string words)
    {
        var invocation = Invocation.Read(arguments.Split(' '));

        Assert.Equal(address, invocation.Address?.ToString());
        Assert.Equal(words, string.Join(' ', invocation.Words));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Usage_should_be_given_to_who_asks_for_it(string argument)
    {
        Assert.True(Invocation.Read([argument]) is { Address: null, Complaint: null });
    }

    [Theory]
    [InlineData("-i")]
    [InlineData(":9110")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:+1")]
    [InlineData("::1:9110")]
    [InlineData("[]:9110")]
    public void Arguments_should_be_refused_with_what_they_are(string argument)
    {
        var invocation = Invocation.Read([argument, "net", "show"]);

        Assert.Null(invocation.Address);
        Assert.Contains($"'{argument}'", invocation.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void No_argument_should_be_too_few() => Assert.NotNull(Invocation.Read([]).Complaint);

    [Fact]
    public void Address_should_be_read_as_it_is_written()
    {
        Assert.True(HostAddress.TryParse(HostAddress.Usual.ToString(), out var read));
        Assert.Equal(HostAddress.Usual, read);
    }
}
