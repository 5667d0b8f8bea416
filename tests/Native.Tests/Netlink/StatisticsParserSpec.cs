using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class StatisticsParserSpec
{
    private const string Header = "00 00 0000 03000000 01000000";
    private const string FirstTwo = "0200000000000000 ffffffffffffffff";

    [Theory]
    [InlineData(192)]
    [InlineData(200)]
    [InlineData(208)]
    public void StatisticsParser_should_read_the_struct_of_older_and_newer_kernels(int size)
    {
        var counters = new byte[size];
        for (var i = 0; i < size; i += sizeof(ulong))
        {
            counters[i] = (byte)(i / sizeof(ulong) + 1);
        }

        var statistics = StatisticsParser.Parse([.. Hex.Bytes(Header), (byte)(size + 4), 0, 1, 0, .. counters]);

        Assert.Equal(1UL, statistics.RxPackets);
        Assert.Equal(4UL, statistics.TxBytes);
        Assert.Equal(16UL, statistics.RxMissedErrors);
        Assert.Equal(24UL, statistics.RxNohandler);
        Assert.Equal(size == 192 ? 0UL : 25UL, statistics.RxOtherhostDropped);
    }

    [Fact]
    public void StatisticsParser_should_read_the_full_range()
    {
        var statistics = StatisticsParser.Parse(Hex.Bytes(Header + "1400 0100" + FirstTwo));

        Assert.Equal(new LinkStatistics { RxPackets = 2, TxPackets = ulong.MaxValue }, statistics);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00 00 0000 03000000 010000")]
    [InlineData(Header)]
    [InlineData(Header + "1400 0200" + FirstTwo)]
    [InlineData(Header + "1500 0100" + FirstTwo)]
    public void StatisticsParser_should_refuse_what_holds_no_counters(string payload) =>
        Assert.Throws<NetlinkFormatException>(() => StatisticsParser.Parse(Hex.Bytes(payload)));
}
