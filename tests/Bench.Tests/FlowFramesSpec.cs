using System.Buffers.Binary;
using NetMonitor.Lab;

namespace NetMonitor.Bench.Tests;

public sealed class FlowFramesSpec
{
    private static readonly IReadOnlyList<byte[]> Frames = FlowFrames.Of(100_000);

    [Fact]
    public void Each_frame_should_be_of_a_flow_of_its_own() =>
        Assert.Equal(Frames.Count, Frames.Select(frame => Convert.ToHexString(frame.AsSpan(26, 10))).Distinct().Count());

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    [InlineData(99_999)]
    public void Frame_should_be_what_the_lab_would_build(int flow)
    {
        var source = BinaryPrimitives.ReadUInt32BigEndian(Frames[flow].AsSpan(26));
        var port = BinaryPrimitives.ReadUInt16BigEndian(Frames[flow].AsSpan(34));
        var built = Frame.Ethernet().IPv4(source: $"{source >> 24}.{(source >> 16) & 255}.{(source >> 8) & 255}.{source & 255}").Udp(port).PadTo(60).Bytes;
        BinaryPrimitives.WriteUInt16BigEndian(built.AsSpan(40), 0);

        Assert.Equal(built, Frames[flow]);
    }
}
