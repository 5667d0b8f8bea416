using System.Text;
using NetMonitor.Pbm.Connection;
using NetMonitor.Pbm.Protocol;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

[Collection(WireCollection.Name)]
public sealed class FramesSpec : Akka.TestKit.Xunit2.TestKit
{
    private const string Hello = """{"is":"hello","speaks":1}""";

    private readonly HostAddress _address;

    public FramesSpec()
        : base(ToyHost.Hocon)
    {
        _address = ToyHost.Start(Sys, TestActor);
    }

    public static TheoryData<byte[], string> Unreadable => new()
    {
        { "GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), "a message of 1195725856 bytes, or no message of pbm; at most 65536 bytes are read" },
        { [0, 1, 0, 1], "a message of 65537 bytes, or no message of pbm; at most 65536 bytes are read" },
        { [0xff, 0xff, 0xff, 0xff], "a message of 4294967295 bytes" },
        { [0, 0, 0, 0], "no message of pbm" },
        { RawClient.Framed("null"), "a message that is null" },
        { RawClient.Framed("{}"), "no message of pbm" },
        { RawClient.Framed("not JSON"), "no message of pbm" },
        { RawClient.Framed("""{"is":"unheard-of"}"""), "no message of pbm" },
        { RawClient.Framed("""{"is":"hello"}"""), "no message of pbm" },
        { RawClient.Framed("""{"is":"hello","speaks":2}"""), "this host speaks version 1 of the protocol, the client version 2" },
        { RawClient.Framed("""{"is":"request","words":["toy"]}"""), "the first message is a hello" },
        { [.. RawClient.Framed(Hello), .. RawClient.Framed(Hello)], "after the hello, all messages are requests" },
        { [.. RawClient.Framed(Hello), .. RawClient.Framed("""{"is":"request","words":null}""")], "no message of pbm" },
        { [.. RawClient.Framed(Hello), .. RawClient.Framed("""{"is":"request","words":["toy",null]}""")], "a word that is null" },
        { [.. RawClient.Framed(Hello), .. EndlessRequest, .. EndlessRequest], "a request before the last one was answered" },
        { [0, 0], "a message that was cut short" },
        { [0, 0, 0, 9, 1], "a message that was cut short" },
    };

    private static byte[] EndlessRequest => RawClient.Framed("""{"is":"request","words":["toy","watch"]}""");

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_should_be_refused_and_end_this_connection_alone(byte[] sent, string reason)
    {
        using var neighbour = await ToyHost.OpenAsync(_address);
        using var raw = new RawClient(_address);

        await raw.WriteAsync(sent);
        raw.EndSending();

        Assert.StartsWith($"host: {reason}", $"host: {await Refusal(raw)}", StringComparison.Ordinal);
        Assert.Equal(0, await raw.ReadToEndAsync());
        Assert.Equal("a.", await neighbour.AskAsync("toy say -t a"));
    }

    /// <summary>A connection that is closed while something unread lies there is reset, and the reset overtakes what was said last.</summary>
    [Fact]
    public async Task Refusal_should_arrive_although_the_client_goes_on_sending()
    {
        using var raw = new RawClient(_address);

        await raw.WriteAsync(new byte[] { 0xff, 0, 0, 0 }.Concat(new byte[1 << 20]).ToArray());

        Assert.StartsWith("a message of 4278190080 bytes", await Refusal(raw), StringComparison.Ordinal);
        raw.EndSending();
        Assert.Equal(0, await raw.ReadToEndAsync());
    }

    [Fact]
    public async Task Message_should_survive_the_wire_in_any_pieces()
    {
        using var raw = new RawClient(_address);
        foreach (var one in RawClient.Framed(Hello).Concat(RawClient.Framed("""{"is":"request","words":["toy","say","-t","größer ☃"]}""")))
        {
            await raw.WriteAsync([one]);
        }

        Assert.StartsWith("""{"is":"welcome","palettes":[{"name":"toy","commands":[{"name":"say",""", await raw.HearAsync(), StringComparison.Ordinal);
        var reply = await Frame.ReadAsync(new MemoryStream(RawClient.Framed(await raw.HearAsync())), 1000, CancellationToken.None);
        Assert.Equal(new Reply("größer ☃.", true, false), reply);
    }

    private static async Task<string> Refusal(RawClient raw)
    {
        while (true)
        {
            var heard = await raw.HearAsync();
            var message = await Frame.ReadAsync(new MemoryStream(RawClient.Framed(heard)), Encoding.UTF8.GetByteCount(heard), CancellationToken.None);
            if (message is Refusal refusal)
            {
                return refusal.Reason;
            }
        }
    }
}
