using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Flows;

[Properties(Arbitrary = [typeof(FlowGenerators)])]
public sealed class FlowFilterSpec
{
    private static readonly string[] Terms =
    [
        "src=10.0.0.0/8", "dst=10.0.0.1", "host=2001:db8::/64", "port=443", "sport=53", "dport=0", "proto=tcp", "proto=ipip", "proto=other", "proto=17",
        "version=4", "version=6", "vlan=0", "vlan=1", "nic=eth0", "dir=rx", "dir=tx",
    ];

    [Theory]
    [InlineData("src=10.0.0.0/8", true)]
    [InlineData("src=10.0.0.1", true)]
    [InlineData("src=192.0.2.1", false)]
    [InlineData("dst=192.0.2.0/24", true)]
    [InlineData("dst=10.0.0.1", false)]
    [InlineData("host=10.0.0.1", true)]
    [InlineData("host=192.0.2.1", true)]
    [InlineData("host=192.0.2.2", false)]
    [InlineData("host=::/0", true)]
    [InlineData("port=1024", true)]
    [InlineData("port=443", true)]
    [InlineData("port=44", false)]
    [InlineData("sport=1024", true)]
    [InlineData("sport=443", false)]
    [InlineData("dport=443", true)]
    [InlineData("dport=1024", false)]
    [InlineData("proto=tcp", true)]
    [InlineData("proto=6", true)]
    [InlineData("proto=udp", false)]
    [InlineData("proto=7", false)]
    [InlineData("version=4", true)]
    [InlineData("version=6", false)]
    [InlineData("vlan=7", true)]
    [InlineData("vlan=0", false)]
    [InlineData("nic=eth0", true)]
    [InlineData("nic=eth", false)]
    [InlineData("dir=rx", true)]
    [InlineData("dir=tx", false)]
    [InlineData("src=10.0.0.0/8,port=443", true)]
    [InlineData("src=10.0.0.0/8,port=444", false)]
    [InlineData("port=443,port=1024", true)]
    [InlineData("port=443,port=80", false)]
    public void Filter_should_match_what_it_says(string text, bool matches)
    {
        var row = new FlowRow(
            "eth0",
            Direction.Rx,
            new(HostAddress.IPv4(0x0a000001), HostAddress.IPv4(0xc0000201), 1024, 443, IpProtocol.Tcp, IpVersion.V4),
            new(1, 60, 46, default, default, vlan: 7),
            IsOpen: true);
        Assert.Equal(matches, Parsed(text).Matches(row));
    }

    [Property]
    public void Comma_should_mean_and(FlowHistory history, int[] picks)
    {
        string[] terms = ["port=443", .. picks.Select(pick => Terms[(pick & 0xffff) % Terms.Length])];
        var (whole, parts) = (Parsed(string.Join(',', terms)), terms.Select(Parsed).ToList());
        foreach (var (nic, sample) in history.Rounds.SelectMany(round => round.Parts).SelectMany(part => part.Samples.Select(sample => (part.Nic, sample))))
        {
            var row = new FlowRow(nic, sample.Direction, sample.Key, sample.Counts, IsOpen: true);
            Assert.Equal(parts.All(part => part.Matches(row)), whole.Matches(row));
            Assert.True(FlowFilter.All.Matches(row));
        }
    }

    [Fact]
    public void Every_term_should_choose() => Assert.All(Terms, term =>
    {
        var rows = Enumerable.Range(0, 300).Select(seed => new Random(seed)).Select(random => new FlowRow(
            random.Next(2) == 0 ? "eth0" : "eth1", (Direction)random.Next(2), FlowGenerators.Key(random), new(1, 60, 46, default, default, vlan: (ushort)random.Next(2)), true));
        Assert.Equal(2, rows.Select(row => Parsed(term).Matches(row)).Distinct().Count());
    });

    [Theory]
    [InlineData("", 0, "", "a field is missing; there are: src, dst, host, port, sport, dport, proto, version, vlan, nic, dir")]
    [InlineData("prot=tcp", 0, "prot", "there is no field 'prot'; there are: src, dst, host, port, sport, dport, proto, version, vlan, nic, dir")]
    [InlineData("src=10.0.0.0/8,prt=443", 15, "prt", "there is no field 'prt'; there are: src, dst, host, port, sport, dport, proto, version, vlan, nic, dir")]
    [InlineData("port=443,", 9, "", "a field is missing; there are: src, dst, host, port, sport, dport, proto, version, vlan, nic, dir")]
    [InlineData("Port=443", 0, "Port", "there is no field 'Port'; there are: src, dst, host, port, sport, dport, proto, version, vlan, nic, dir")]
    [InlineData("port", 0, "port", "'port' takes a number from 0 to 65535, behind an equals sign")]
    [InlineData("port=", 5, "", "a value is missing; 'port' takes a number from 0 to 65535")]
    [InlineData("port=65536", 5, "65536", "'65536' is none; 'port' takes a number from 0 to 65535")]
    [InlineData("vlan=1,sport=-1", 13, "-1", "'-1' is none; 'sport' takes a number from 0 to 65535")]
    [InlineData("src=10.0.0.0/33", 4, "10.0.0.0/33", "'10.0.0.0/33' is none; 'src' takes an address or a prefix, such as 10.0.0.0/8 or 2001:db8::/32")]
    [InlineData("proto=http", 6, "http", "'http' is none; 'proto' takes ah, esp, gre, icmp, icmpv6, igmp, ipip, sctp, tcp, udp, other, or a number from 0 to 255")]
    [InlineData("version=5", 8, "5", "'5' is none; 'version' takes 4 or 6")]
    [InlineData("vlan=4096", 5, "4096", "'4096' is none; 'vlan' takes a number from 0 (no tag) to 4095")]
    [InlineData("nic=", 4, "", "a value is missing; 'nic' takes the name of a NIC")]
    [InlineData("dir=in", 4, "in", "'in' is none; 'dir' takes rx or tx")]
    [InlineData("port=443, src=::1", 9, " ", "no spaces: a comma stands for \"and\", as in src=10.0.0.0/8,port=443")]
    public void Fault_should_point_at_the_word_and_list_what_there_is(string text, int at, string word, string message)
    {
        Assert.False(FlowFilter.TryParse(text, out var filter, out var fault));
        Assert.Null(filter);
        Assert.Equal(new(text, at, word, message), fault);
    }

    [Fact]
    public void Fault_should_be_shown_below_the_word()
    {
        Assert.False(FlowFilter.TryParse("src=10.0.0.0/8,prt=443", out _, out var fault));
        Assert.StartsWith("src=10.0.0.0/8,prt=443\n               ^^^ there is no field 'prt'", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_should_be_read() => Assert.All(FlowField.All, field => Assert.Contains(Terms, term => term.StartsWith($"{field.Name}=", StringComparison.Ordinal)));

    private static FlowFilter Parsed(string text)
    {
        Assert.True(FlowFilter.TryParse(text, out var filter, out var fault), fault?.ToString());
        Assert.Equal(text, filter.Text);
        return filter;
    }
}
