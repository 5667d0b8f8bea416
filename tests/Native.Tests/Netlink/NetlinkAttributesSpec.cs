using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class NetlinkAttributesSpec
{
    [Theory]
    [InlineData("", "")]
    [InlineData("0400 0100", "1:")]
    [InlineData("0800 0400 dc050000", "4:dc050000")]
    [InlineData("0500 2100 01", "33:01")]
    [InlineData("0500 2100 01 000000 0400 0100", "33:01 1:")]
    [InlineData("0800 1280 0400 0100", "18:04000100")]
    [InlineData("0400 1240", "18:")]
    public void NetlinkAttributes_should_come_one_after_another_without_their_flag_bits(string bytes, string expected)
    {
        var seen = new List<string>();
        foreach (var attribute in new NetlinkAttributes(Hex.Bytes(bytes)))
        {
            seen.Add($"{attribute.Type}:{Convert.ToHexStringLower(attribute.Value)}");
        }

        Assert.Equal(expected, string.Join(' ', seen));
    }

    [Theory]
    [InlineData("04", "1 bytes are left, an attribute header takes 4")]
    [InlineData("0400 01", "3 bytes are left, an attribute header takes 4")]
    [InlineData("0000 0100", "attribute 1 gives its length as 0, 4 bytes are left")]
    [InlineData("0300 0100", "attribute 1 gives its length as 3, 4 bytes are left")]
    [InlineData("0500 0100", "attribute 1 gives its length as 5, 4 bytes are left")]
    [InlineData("ffff 0100 00000000", "attribute 1 gives its length as 65535, 8 bytes are left")]
    [InlineData("0400 0100 0000", "2 bytes are left, an attribute header takes 4")]
    public void NetlinkAttributes_should_refuse_a_length_that_cannot_be(string attributes, string reason)
    {
        var bytes = Hex.Bytes(attributes);

        var fault = Assert.Throws<NetlinkFormatException>(() =>
        {
            foreach (var _ in new NetlinkAttributes(bytes))
            {
            }
        });

        Assert.Equal(reason, fault.Message);
    }

    [Theory]
    [InlineData("76657468 00", "veth")]
    [InlineData("76657468", "veth")]
    [InlineData("7600 657468", "v")]
    [InlineData("00", "")]
    [InlineData("", "")]
    [InlineData("c3bc 00", "\u00fc")]
    [InlineData("ff 00", "\ufffd")]
    public void NetlinkAttribute_should_read_text_up_to_its_nul(string value, string text) =>
        Assert.Equal(text, new NetlinkAttribute(3, Hex.Bytes(value)).AsText());

    [Fact]
    public void NetlinkAttribute_should_refuse_a_value_shorter_than_its_type()
    {
        var fault = Assert.Throws<NetlinkFormatException>(() => new NetlinkAttribute(4, Hex.Bytes("dc0500")).As<uint>());

        Assert.Equal("attribute 4 has 3 bytes, its value takes 4", fault.Message);
    }
}
