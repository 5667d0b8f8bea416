namespace NetMonitor.Lab.Tests.Captures;

public class CaptureFileSpec
{
    private const string LittleHeader = "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000";
    private const string LittleNanosecondsHeader = "4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000";
    private const string BigHeader = "a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001";
    private const string BigNanosecondsHeader = "a1b23c4d 0002 0004 00000000 00000000 00040000 00000001";
    private const string LittleRecords = "01000000 02000000 06000000 06000000 010203040506  02000000 00000000 02000000 02000000 aabb";
    private const string BigRecords = "00000001 00000002 00000006 00000006 010203040506  00000002 00000000 00000002 00000002 aabb";
    private const string LittleSection = "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000";
    private const string LittleInterface = "01000000 14000000 0100 0000 00000400 14000000";
    private const string LittlePackets =
        "06000000 28000000 00000000 00000000 00000000 06000000 06000000 010203040506 0000 28000000" +
        "06000000 24000000 00000000 00000000 00000000 02000000 02000000 aabb 0000 24000000";
    private const string LittleStatistics = "05000000 18000000 00000000 00000000 00000000 18000000";
    private const string BigSection = "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c";
    private const string BigInterface = "00000001 00000014 0001 0000 00040000 00000014";
    private const string BigPackets =
        "00000006 00000028 00000000 00000000 00000000 00000006 00000006 010203040506 0000 00000028" +
        "00000006 00000024 00000000 00000000 00000000 00000002 00000002 aabb 0000 00000024";

    [Theory]
    [InlineData(LittleHeader + LittleRecords)]
    [InlineData(LittleNanosecondsHeader + LittleRecords)]
    [InlineData(BigHeader + BigRecords)]
    [InlineData(BigNanosecondsHeader + BigRecords)]
    [InlineData(LittleSection + LittleInterface + LittlePackets + LittleStatistics)]
    [InlineData(BigSection + BigInterface + BigPackets)]
    [InlineData(LittleSection + LittleInterface + LittleStatistics + LittlePackets)]
    public void Capture_should_give_its_frames_in_order(string hex) =>
        Assert.Equal(["010203040506", "aabb"], CaptureFile.Parse(Bytes(hex)).Select(Convert.ToHexStringLower));

    [Theory]
    [InlineData(LittleHeader)]
    [InlineData(BigHeader)]
    [InlineData(LittleSection + LittleInterface)]
    public void Capture_should_be_empty_when_it_holds_no_frame(string hex) => Assert.Empty(CaptureFile.Parse(Bytes(hex)));

    [Theory]
    [InlineData("", "ends at 0")]
    [InlineData("504b0304 0200 0400 00000000 00000000 00000400 01000000", "no capture: it begins with 504b0304")]
    [InlineData("d4c3b2a1 0200 0400 00000000 00000000 00000400 71000000", "link type 71")]
    [InlineData(LittleHeader + "01000000 02000000 06000000", "ends at 36")]
    [InlineData(LittleHeader + "01000000 02000000 06000000 06000000 0102", "ends at 42")]
    [InlineData(LittleHeader + "01000000 02000000 02000000 06000000 0102", "a frame of 6 bytes of which 2 were captured")]
    [InlineData(LittleHeader + "01000000 02000000 ffffffff ffffffff 0102", "ends at 42")]
    [InlineData(LittleSection + "01000000 14000000 7100 0000 00000400 14000000", "link type 113")]
    [InlineData(LittleSection + LittleInterface + "03000000 14000000 02000000 aabb 0000 14000000", "of a kind that is not read")]
    [InlineData(LittleSection + LittleInterface + "06000000 00000000 00000000", "ends at")]
    [InlineData("0a0d0d0a 1c000000 00000000 0100 0000 ffffffffffffffff 1c000000", "byte-order magic")]
    public void Capture_should_be_refused_when_it_cannot_be_read_whole(string hex, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => CaptureFile.Parse(Bytes(hex))).Message, StringComparison.Ordinal);

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
