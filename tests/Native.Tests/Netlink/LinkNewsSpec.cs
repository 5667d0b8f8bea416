using FsCheck.Xunit;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class LinkNewsSpec
{
    private const ushort NewLink = 16;
    private const ushort DelLink = 17;

    private readonly LinkNews _news = new();

    [Fact]
    public void LinkNews_should_be_a_link_that_comes_changes_or_goes()
    {
        Assert.True(Take(NewLink, 7, "eth0"));
        Assert.True(Take(NewLink, 7, "eth0", flags: 1));
        Assert.True(Take(NewLink, 7, "lan0", flags: 1));
        Assert.True(Take(DelLink, 7, "lan0", flags: 1));
        Assert.True(Take(NewLink, 7, "lan0", flags: 1));
    }

    [Fact]
    public void LinkNews_should_not_be_what_was_told_before()
    {
        Assert.True(Take(NewLink, 7, "eth0"));
        Assert.False(Take(NewLink, 7, "eth0"));
        Assert.True(Take(NewLink, 8, "eth1"));
        Assert.False(Take(NewLink, 7, "eth0"));
    }

    /// <summary>Else every attachment of ours, and every packet, would make us look again.</summary>
    [Fact]
    public void LinkNews_should_be_neither_programs_nor_counters()
    {
        var captured = Hex.Captured("veth-in-bridge.hex");
        Assert.True(_news.Take(captured));

        foreach (var at in OffsetsOf(captured, [0x2b, 0x00], [0x17, 0x00]))
        {
            // The attribute becomes one that nobody reads: as if the program or the counters were others.
            var other = (byte[])captured.Clone();
            other[at] = 0x3f;
            Assert.False(_news.Take(other));
        }
    }

    [Fact]
    public void LinkNews_should_not_be_what_bridges_tell_of_their_ports()
    {
        Assert.True(Take(NewLink, 7, "eth0"));
        Assert.False(_news.Take(Message(DelLink, 7, "eth0", 0, family: 7)));
        Assert.False(Take(NewLink, 7, "eth0"));
    }

    [Fact]
    public void LinkNews_should_be_everything_once_forgotten()
    {
        Assert.True(Take(NewLink, 7, "eth0"));
        _news.Forget();
        Assert.True(Take(NewLink, 7, "eth0"));
    }

    [Fact]
    public void LinkNews_should_be_what_cannot_be_read_and_read_on_afterwards()
    {
        var message = Message(NewLink, 7, "eth0", 0, family: 0);
        for (var length = 1; length < message.Length; length++)
        {
            Assert.True(_news.Take(message.AsSpan(0, length)));
        }

        Assert.True(_news.Take(message));
        Assert.False(_news.Take(message));
    }

    [Property(MaxTest = 2000)]
    public void LinkNews_should_survive_any_bytes(byte[] bytes)
    {
        _ = _news.Take(bytes);
        byte[] behindHeader = [.. Message(NewLink, 7, "", 0, 0)[..16], .. bytes];
        behindHeader[0] = (byte)Math.Min(behindHeader.Length, byte.MaxValue);
        _ = _news.Take(behindHeader);
    }

    private bool Take(ushort type, int index, string name, int flags = 0) => _news.Take(Message(type, index, name, flags, family: 0));

    private static byte[] Message(ushort type, int index, string name, int flags, byte family)
    {
        byte[] attribute = name.Length == 0 ? [] : [8, 0, 3, 0, .. System.Text.Encoding.ASCII.GetBytes(name)];
        byte[] payload = [family, 0, 1, 0, .. BitConverter.GetBytes(index), .. BitConverter.GetBytes(flags), 0, 0, 0, 0, .. attribute];
        return [.. BitConverter.GetBytes(16 + payload.Length), .. BitConverter.GetBytes(type), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. payload];
    }

    /// <summary>Where the types of attributes stand in the captured message: behind a length, on a multiple of four.</summary>
    private static IEnumerable<int> OffsetsOf(byte[] message, params byte[][] types)
    {
        const int First = 32;
        foreach (var type in types)
        {
            var at = First;
            while (message[at + 2] != type[0] || message[at + 3] != type[1])
            {
                at += BitConverter.ToUInt16(message, at) + 3 & ~3;
            }

            yield return at + 2;
        }
    }
}
