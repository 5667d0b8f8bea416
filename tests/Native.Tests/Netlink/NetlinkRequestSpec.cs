using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class NetlinkRequestSpec
{
    [Fact]
    public void NetlinkRequest_should_be_a_header_and_a_body_of_that_length()
    {
        var request = new NetlinkRequest(new byte[64], RouteConstants.RTM_GETSTATS, RouteConstants.NLM_F_ACK);
        request.Append(new StatisticsHeader { Ifindex = 7, FilterMask = 1 });

        Assert.Equal(Hex.Bytes("1c000000 5e00 0500 00000000 00000000 00000000 07000000 01000000"), request.Finish().ToArray());
    }

    [Theory]
    [InlineData("", "0500 0300 00 000000")]
    [InlineData("lo", "0700 0300 6c6f00 00")]
    [InlineData("nic", "0800 0300 6e696300")]
    [InlineData("nic0", "0900 0300 6e69633000 000000")]
    [InlineData("\u00fc", "0700 0300 c3bc00 00")]
    public void NetlinkRequest_should_end_a_text_with_NUL_and_pad_it_with_zeros(string text, string attribute)
    {
        var soiled = Enumerable.Repeat((byte)0xee, 64).ToArray();
        var request = new NetlinkRequest(soiled, RouteConstants.RTM_GETLINK, 0);
        request.AppendText(RouteConstants.IFLA_IFNAME, text);

        var bytes = request.Finish().ToArray();

        Assert.Equal(bytes.Length, BitConverter.ToInt32(bytes));
        Assert.Equal(Hex.Bytes(attribute), bytes[16..]);
    }
}
