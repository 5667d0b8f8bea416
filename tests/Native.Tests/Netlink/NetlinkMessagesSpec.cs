using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class NetlinkMessagesSpec
{
    private const string Header16 = "10000000 1000 0200 05000000 00000000";

    [Theory]
    [InlineData("", "")]
    [InlineData(Header16, "16/2/5:")]
    [InlineData("12000000 1000 0000 01000000 00000000 aabb", "16/0/1:aabb")]
    [InlineData("12000000 1000 0000 01000000 00000000 aabb 0000" + Header16, "16/0/1:aabb 16/2/5:")]
    [InlineData("10000000 0300 0200 01000000 ffffffff", "3/2/1:")]
    public void NetlinkMessages_should_come_one_after_another(string datagram, string expected)
    {
        var seen = new List<string>();
        foreach (var message in new NetlinkMessages(Hex.Bytes(datagram)))
        {
            seen.Add($"{message.Type}/{message.Flags}/{message.Sequence}:{Convert.ToHexStringLower(message.Payload)}");
        }

        Assert.Equal(expected, string.Join(' ', seen));
    }

    [Theory]
    [InlineData("10", "1 bytes are left, a message header takes 16")]
    [InlineData("10000000 1000 0000 01000000 000000", "15 bytes are left, a message header takes 16")]
    [InlineData("00000000 1000 0000 01000000 00000000", "message of type 16 gives its length as 0, 16 bytes are left")]
    [InlineData("0f000000 1000 0000 01000000 00000000", "message of type 16 gives its length as 15, 16 bytes are left")]
    [InlineData("11000000 1000 0000 01000000 00000000", "message of type 16 gives its length as 17, 16 bytes are left")]
    [InlineData("ffffffff 1000 0000 01000000 00000000", "message of type 16 gives its length as 4294967295, 16 bytes are left")]
    [InlineData("00000080 1000 0000 01000000 00000000", "message of type 16 gives its length as 2147483648, 16 bytes are left")]
    [InlineData(Header16 + "00000000", "4 bytes are left, a message header takes 16")]
    public void NetlinkMessages_should_refuse_a_length_that_cannot_be(string datagram, string reason)
    {
        var bytes = Hex.Bytes(datagram);

        var fault = Assert.Throws<NetlinkFormatException>(() =>
        {
            foreach (var _ in new NetlinkMessages(bytes))
            {
            }
        });

        Assert.Equal(reason, fault.Message);
    }
}
