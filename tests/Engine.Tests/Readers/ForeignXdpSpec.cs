using NetMonitor.Engine.Readers;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class ForeignXdpSpec
{
    [Theory]
    [InlineData("xdp_filter", "0123456789abcdef", true, false, "XDP program 42 (xdp_filter, tag 0123456789abcdef, held by a link)")]
    [InlineData("xdp_dispatcher", "0123456789abcdef", false, true, "libxdp's dispatcher, XDP program 42 (xdp_dispatcher, tag 0123456789abcdef, held by no link)")]
    [InlineData("", "0123456789abcdef", null, false, "XDP program 42 (tag 0123456789abcdef)")]
    [InlineData(null, null, null, false, "XDP program 42")]
    [InlineData(null, null, null, true, "libxdp's dispatcher, XDP program 42")]
    public void Holder_should_be_named_as_far_as_it_may_be_seen(string? name, string? tag, bool? isHeld, bool isDispatcher, string words) =>
        Assert.Equal(words, ForeignXdp.Words(new XdpHolder(42, name, tag, isHeld, isDispatcher)));
}
