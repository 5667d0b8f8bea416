using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class FilterParserSpec
{
    private const string Header = "00 00 0000 03000000 11000000 f2ffffff 00030700";
    private const string Bpf = "0800 0100 62706600";

    private const string Options =
        "4000 0200 1500 0700 702e6f3a5b636c61737369666965725d00 000000 0800 0b00 84000000 0c00 0a00 f03f3c893109830e 0800 0800 01000000 0800 0900 08000000";

    private static readonly BpfFilter Program = new("p.o:[classifier]", 132, "f03f3c893109830e", DirectAction: true);

    [Fact]
    public void FilterParser_should_read_a_program() =>
        Assert.Equal(
            new TrafficFilter("bpf", 0x11, 7, 3, 0, Program),
            FilterParser.Parse(Hex.Bytes(Header + Bpf + "0800 0b00 00000000" + Options)));

    [Fact]
    public void FilterParser_should_not_depend_on_the_order_of_attributes() =>
        Assert.Equal(
            new TrafficFilter("bpf", 0x11, 7, 3, 5, Program),
            FilterParser.Parse(Hex.Bytes(Header + Options + "0800 0b00 05000000" + Bpf)));

    [Fact]
    public void FilterParser_should_not_read_another_classifiers_options_as_a_program()
    {
        var filter = FilterParser.Parse(Hex.Bytes(Header + "0b00 0100 666c6f77657200 00" + "0600 0200 ffff 0000"));

        Assert.Equal(new TrafficFilter("flower", 0x11, 7, 3, 0, null), filter);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00 00 0000 03000000 11000000 f2ffffff 000307")]
    [InlineData(Header + "0900 0100 62706600")]
    [InlineData(Header + Bpf + "0600 0200 ffff 0000")]
    [InlineData(Header + Bpf + "0800 0200 0500 0b00")]
    [InlineData(Header + Bpf + "0c00 0200 0600 0b00 8400 0000")]
    public void FilterParser_should_refuse_what_is_cut_short(string payload) =>
        Assert.Throws<NetlinkFormatException>(() => FilterParser.Parse(Hex.Bytes(payload)));

    [Theory]
    [InlineData("00 00 0000 03000000 0000ffff f1ffffff 01000000 0b00 0100 636c7361637400 00 0400 0200", 3, "clsact")]
    [InlineData("00 00 0000 02000000 0000ffff f1ffffff 01000000", 2, "")]
    public void QueueingDisciplineParser_should_read_kind_and_place(string payload, int index, string kind) =>
        Assert.Equal(new QueueingDiscipline(index, 0xFFFFFFF1, kind), QueueingDisciplineParser.Parse(Hex.Bytes(payload)));

    [Theory]
    [InlineData("00 00 0000 03000000 0000ffff f1ffffff 010000")]
    [InlineData("00 00 0000 03000000 0000ffff f1ffffff 01000000 0c00 0100 636c7361637400")]
    public void QueueingDisciplineParser_should_refuse_what_is_cut_short(string payload) =>
        Assert.Throws<NetlinkFormatException>(() => QueueingDisciplineParser.Parse(Hex.Bytes(payload)));
}
