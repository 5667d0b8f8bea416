using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class DumpReaderSpec
{
    private const ushort AnswerType = 0x10;
    private const string Done = "14000000 0300 0200 05000000 00000000 00000000";

    [Fact]
    public void DumpReader_should_gather_all_parts_until_the_end()
    {
        var reader = Reader();

        Assert.False(reader.Read(Hex.Bytes(Answer("0a") + Answer("0b"))));
        Assert.False(reader.Read(Hex.Bytes(Answer("0c"))));
        Assert.True(reader.Read(Hex.Bytes(Answer("0d") + Done + Answer("0e"))));
        Assert.Equal([10, 11, 12, 13], reader.Items.ToArray());
        Assert.Equal((Errno.None, false, null), (reader.Error.Errno, reader.Interrupted, reader.Malformed));
    }

    [Fact]
    public void DumpReader_should_pass_over_messages_of_other_requests_and_types()
    {
        var reader = Reader();

        Assert.False(reader.Read(Hex.Bytes("14000000 0300 0200 04000000 00000000 00000000" + Answer("0a"))));
        Assert.False(reader.Read(Hex.Bytes("14000000 1400 0200 05000000 00000000 0f000000")));
        Assert.False(reader.Read(Hex.Bytes("14000000 0100 0200 05000000 00000000 0f000000")));
        Assert.True(reader.Read(Hex.Bytes(Done)));
        Assert.Equal([10], reader.Items.ToArray());
    }

    [Theory]
    [InlineData("14000000 1000 1200 05000000 00000000 0a000000", Done)]
    [InlineData("14000000 1000 0200 05000000 00000000 0a000000", "14000000 0300 1200 05000000 00000000 00000000")]
    [InlineData("10000000 0400 0200 05000000 00000000", Done)]
    public void DumpReader_should_notice_that_the_list_changed_meanwhile(string first, string last)
    {
        var reader = Reader();

        Assert.False(reader.Read(Hex.Bytes(first)));
        Assert.True(reader.Read(Hex.Bytes(last)));
        Assert.True(reader.Interrupted);
    }

    [Theory]
    [InlineData("24000000 0200 0000 05000000 00000000 ffffffff 10000000 1200 0503 05000000 00000000")]
    [InlineData("14000000 0300 0200 05000000 00000000 ffffffff")]
    public void DumpReader_should_end_with_the_kernels_refusal(string datagram)
    {
        var reader = Reader();

        Assert.True(reader.Read(Hex.Bytes(datagram)));
        Assert.Equal(Errno.EPERM, reader.Error.Errno);
    }

    [Theory]
    [InlineData("12000000 1000 0200 05000000 00000000 0a000000")]
    [InlineData("ff000000 1000 0200 05000000 00000000 0a000000")]
    public void DumpReader_should_read_on_to_the_end_after_a_message_that_cannot_be_read(string malformed)
    {
        var reader = Reader();

        Assert.False(reader.Read(Hex.Bytes(malformed)));
        Assert.True(reader.Read(Hex.Bytes(Answer("0b") + Done)));
        Assert.NotNull(reader.Malformed);
        Assert.Equal([11], reader.Items.ToArray());
    }

    [Fact]
    public void DumpReader_should_find_the_end_behind_a_message_that_cannot_be_read()
    {
        var reader = Reader();

        Assert.True(reader.Read(Hex.Bytes("12000000 1000 0200 05000000 00000000 0a000000" + Answer("0b") + Done)));
        Assert.NotNull(reader.Malformed);
        Assert.Equal([11], reader.Items.ToArray());
    }

    [Theory]
    [InlineData("12000000 0200 0000 05000000 00000000 ffff 0000")]
    [InlineData("14000000 0300 0200 05000000 00000000 01000000")]
    public void DumpReader_should_end_on_an_end_that_cannot_be_read(string end)
    {
        var reader = Reader();

        Assert.True(reader.Read(Hex.Bytes(end)));
        Assert.NotNull(reader.Malformed);
    }

    private static string Answer(string value) => $"14000000 1000 0200 05000000 00000000 {value}000000";

    private static DumpReader<int> Reader() => new(sequence: 5, AnswerType, static payload => new NetlinkAttribute(0, payload).As<int>());
}
