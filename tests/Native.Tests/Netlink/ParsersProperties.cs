using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

/// <summary>Any bytes at all end in a value or in <see cref="NetlinkFormatException"/>: nothing else is thrown, and nothing runs on for ever.</summary>
public sealed class ParsersProperties
{
    private static readonly byte[] Message = Hex.Captured("veth-in-bridge.hex");

    [Property(MaxTest = 2000)]
    public void Parsers_should_survive_random_bytes(byte[] bytes) => ParseEverything(bytes);

    /// <summary>Random bytes seldom get past the first length; a real message with a few bytes overwritten and its end cut off gets deep.</summary>
    [Property(MaxTest = 2000)]
    public Property Parsers_should_survive_a_damaged_message()
    {
        var edit = Gen.Choose(0, Message.Length - 1).SelectMany(at => Gen.Choose(0, byte.MaxValue).Select(value => (at, value)));
        var damaged = edit.ListOf(4).SelectMany(edits => Gen.Choose(0, Message.Length).Select(length =>
        {
            var copy = (byte[])Message.Clone();
            foreach (var (at, value) in edits)
            {
                copy[at] = (byte)value;
            }

            return copy[..length];
        }));
        return Prop.ForAll(damaged.ToArbitrary(), ParseEverything);
    }

    [Fact]
    public void Parsers_should_survive_a_message_cut_off_anywhere()
    {
        for (var length = 0; length <= Message.Length; length++)
        {
            ParseEverything(Message[..length]);
        }
    }

    private static void ParseEverything(byte[] bytes)
    {
        // The exact size in an array of its own: a read past the end would throw and not meet a neighbour's bytes.
        ReadAll(bytes);
        var payload = bytes.Length > 16 ? bytes[16..] : bytes;
        Attempt(payload, static p => LinkParser.Parse(p));
        Attempt(payload, static p => StatisticsParser.Parse(p));
        Attempt(payload, static p => FilterParser.Parse(p));
        Attempt(payload, static p => QueueingDisciplineParser.Parse(p));
        Attempt(payload, static p => NetlinkError.OfError(new NetlinkMessage(new NetlinkHeader { NlmsgFlags = RouteConstants.NLM_F_ACK_TLVS }, p)));
        Attempt(payload, static p => NetlinkError.OfDone(new NetlinkMessage(new NetlinkHeader { NlmsgFlags = RouteConstants.NLM_F_ACK_TLVS }, p)));
        new DumpReader<Link>(1, RouteConstants.RTM_NEWLINK, LinkParser.Parse).Read(bytes);
    }

    private static void ReadAll(byte[] bytes) => Attempt(bytes, static datagram =>
    {
        var steps = 0;
        foreach (var _ in new NetlinkMessages(datagram))
        {
            steps++;
        }

        Assert.True(steps <= datagram.Length / 16);
        return steps;
    });

    private static void Attempt<T>(byte[] bytes, PayloadParser<T> parse)
    {
        try
        {
            _ = parse(bytes);
        }
        catch (NetlinkFormatException)
        {
        }
    }
}
