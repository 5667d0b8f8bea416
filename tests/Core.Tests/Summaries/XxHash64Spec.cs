using System.Text;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

public sealed class XxHash64Spec
{
    /// <summary>Published values of XXH64, for each way through it: no bytes, a tail of bytes, of a word, of all kinds, and whole stripes.</summary>
    [Theory]
    [InlineData("", 0, 0xEF46DB3751D8E999)]
    [InlineData("a", 0, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0, 0x44BC2CF5AD770999)]
    [InlineData("abc", 0x243F6A8885A308D3, 0xF67C2831D39FDF5A)]
    [InlineData("Nobody inspects the spammish repetition", 0, 0xFBCEA83C8A378BF1)]
    public void Hash_should_be_the_published_one(string text, ulong seed, ulong hash) =>
        Assert.Equal(hash, XxHash64.Of(Encoding.ASCII.GetBytes(text), seed));
}
