using System.Net;
using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Flows;

[Properties(Arbitrary = [typeof(FlowGenerators)])]
public sealed class FlowKeySpec
{
    [Property]
    public void Order_should_be_total(FlowKey a, FlowKey b, FlowKey c)
    {
        Assert.Equal(a == b, a.CompareTo(b) == 0);
        Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
        Assert.True(a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0);
        Assert.True(a != b || a.GetHashCode() == b.GetHashCode());
    }

    [Property]
    public void Keys_should_differ_when_any_field_does(FlowKey key)
    {
        FlowKey[] others =
        [
            key with { Source = new(key.Source.High ^ 1, key.Source.Low) },
            key with { Source = new(key.Source.High, key.Source.Low ^ 1) },
            key with { Destination = new(key.Destination.High ^ 1, key.Destination.Low) },
            key with { Destination = new(key.Destination.High, key.Destination.Low ^ 1) },
            key with { SourcePort = (ushort)(key.SourcePort ^ 0x8000) },
            key with { DestinationPort = (ushort)(key.DestinationPort ^ 1) },
            key with { Protocol = (byte)(key.Protocol ^ 128) },
            key with { Version = key.Version == IpVersion.V4 ? IpVersion.V6 : IpVersion.V4 },
        ];
        Assert.All(others, other => Assert.True(other != key && other.CompareTo(key) != 0));
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Property]
    public void Reverse_of_the_reverse_should_be_the_key(FlowKey key) => Assert.Equal(key, key.Reverse.Reverse);

    /// <summary>The platform writes dots also where RFC 5952 leaves it open; those texts are only read back.</summary>
    [Property]
    public void Address_should_be_written_and_read_as_the_platform_does(byte[] seed, ushort zeros)
    {
        var bytes = new byte[16];
        seed.AsSpan(0, Math.Min(16, seed.Length)).CopyTo(bytes);
        for (var i = 0; i < 16; i++)
        {
            bytes[15 - i] = (zeros >> i & 1) == 0 ? bytes[15 - i] : (byte)(i + 7);
        }

        var (address, platform) = (HostAddress.Of(bytes), new IPAddress(bytes).ToString());
        Assert.True(platform.Contains('.') || platform == address.ToString(), $"{address} for {platform}");
        foreach (var text in (string[])[address.ToString(), platform])
        {
            Assert.True(HostAddress.TryParse(text, out var read), text);
            Assert.Equal(address, read);
        }
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("1:0:0:2:0:0:0:3", "1:0:0:2::3")]
    [InlineData("1:0:0:2:3:0:0:4", "1::2:3:0:0:4")]
    [InlineData("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7")]
    [InlineData("64:ff9b::192.0.2.1", "64:ff9b::c000:201")]
    [InlineData("0:0:0:0:0:ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("2001:DB8:0:0:0:0:0:1", "2001:db8::1")]
    public void Address_should_have_one_form(string text, string written)
    {
        Assert.True(HostAddress.TryParse(text, out var address));
        Assert.Equal(written, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.1.2")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.0.0.")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("1::2::3")]
    [InlineData(":::")]
    [InlineData(":")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4::5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("1.2.3.4::")]
    [InlineData("::12345")]
    [InlineData(":1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:")]
    public void Address_should_be_refused_when_it_is_none(string text) => Assert.False(HostAddress.TryParse(text, out _));

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.1.2.3/8", "10.9.9.9", true)]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("0.0.0.0/0", "1.2.3.4", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::/0", "1.2.3.4", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.9.9.9", true)]
    [InlineData("2001:db8::/64", "2001:db8::ffff", true)]
    [InlineData("2001:db8::/64", "2001:db8:0:1::", false)]
    [InlineData("2001:db8::/65", "2001:db8:0:0:8000::", false)]
    public void Prefix_should_contain_the_addresses_that_share_its_bits(string text, string address, bool contained)
    {
        Assert.True(AddressPrefix.TryParse(text, out var prefix));
        Assert.True(HostAddress.TryParse(address, out var one));
        Assert.Equal(contained, prefix.Contains(one));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("::/129")]
    [InlineData("/8")]
    public void Prefix_should_be_refused_when_it_is_none(string text) => Assert.False(AddressPrefix.TryParse(text, out _));

    [Fact]
    public void Key_should_be_readable()
    {
        Assert.Equal("tcp 10.0.0.1:1024 > 10.0.0.2:443", FlowExample.Key(1024).ToString());
        Assert.Equal("icmp 10.0.0.1 > 10.0.0.2", FlowExample.Key(0, 0, IpProtocol.Icmp).ToString());
        HostAddress.TryParse("2001:db8::1", out var six);
        Assert.Equal("udp [2001:db8::1]:53 > 10.0.0.2:443", (FlowExample.Key(53, 443, IpProtocol.Udp) with { Source = six }).ToString());
    }

    [Fact]
    public void Protocols_should_be_named_as_the_classes_are()
    {
        for (var number = 0; number <= byte.MaxValue; number++)
        {
            var name = IpProtocol.Name((byte)number);
            Assert.Contains(name, IpProtocol.AllNames);
            Assert.Equal(TrafficClass.Of(name, IpVersion.V4), IpProtocol.Class((byte)number, IpVersion.V4));
            Assert.Equal(TrafficClass.Of(name, IpVersion.V6), IpProtocol.Class((byte)number, IpVersion.V6));
        }

        Assert.Equal(
            TrafficClass.All.Where(IpProtocol.HasFlow).Select(one => one.Protocol).Distinct().Order(), IpProtocol.AllNames.Order());
    }
}
