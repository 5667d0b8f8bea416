using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class NetlinkErrorSpec
{
    private const string Request = "20000000 1200 0500 01000000 00000000";
    private const string SaysNo = "0700 0100 6e6f00 00";

    [Theory]
    [InlineData("0000", "00000000" + Request, Errno.None, "")]
    [InlineData("0000", "edffffff" + Request, Errno.ENODEV, "")]
    [InlineData("0000", "ffffffff", Errno.EPERM, "")]
    [InlineData("0300", "efffffff" + Request + SaysNo, Errno.EEXIST, "no")]
    [InlineData("0300", "efffffff" + Request + "0800 0200 10000000" + SaysNo, Errno.EEXIST, "no")]
    [InlineData("0300", "efffffff" + Request, Errno.EEXIST, "")]
    [InlineData("0300", "00000000" + Request + SaysNo, Errno.None, "no")]
    [InlineData("0200", "efffffff" + Request + "00000000 00000000 00000000 00000000" + SaysNo, Errno.EEXIST, "no")]
    public void NetlinkError_should_tell_the_number_and_the_kernels_words(string flags, string payload, Errno errno, string text) =>
        Assert.Equal(new NetlinkError(errno, text), NetlinkError.OfError(Message(2, flags, payload)));

    [Theory]
    [InlineData("0000", "")]
    [InlineData("0000", "edffff")]
    [InlineData("0000", "01000000" + Request)]
    [InlineData("0000", "00f0ffff" + Request)]
    [InlineData("0000", "00000080" + Request)]
    [InlineData("0300", "edffffff 20000000")]
    [InlineData("0200", "edffffff" + Request)]
    [InlineData("0200", "edffffff ffffffff 1200 0500 01000000 00000000")]
    [InlineData("0300", "edffffff" + Request + "0900 0100 6e6f00 00")]
    public void NetlinkError_should_refuse_what_holds_no_error(string flags, string payload) =>
        Assert.Throws<NetlinkFormatException>(() => NetlinkError.OfError(Message(2, flags, payload)));

    [Theory]
    [InlineData("0000", "", Errno.None, "")]
    [InlineData("0000", "00000000", Errno.None, "")]
    [InlineData("0200", "ffffffff" + SaysNo, Errno.EPERM, "no")]
    public void NetlinkError_should_tell_how_a_dump_ended(string flags, string payload, Errno errno, string text) =>
        Assert.Equal(new NetlinkError(errno, text), NetlinkError.OfDone(Message(3, flags, payload)));

    /// <param name="flags">As the header's field reads, high byte first.</param>
    private static NetlinkMessage Message(ushort type, string flags, string payload) =>
        new(new NetlinkHeader { NlmsgType = type, NlmsgFlags = Convert.ToUInt16(flags, 16) }, Hex.Bytes(payload));
}
