using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using static NetMonitor.Core.Tests.Flows.FlowExample;

namespace NetMonitor.Core.Tests.Flows;

[Properties(Arbitrary = [typeof(FlowGenerators)])]
public sealed class ConversationSpec
{
    private const byte Syn = 0x02;
    private const byte SynAck = 0x12;
    private const byte Ack = 0x10;

    [Property]
    public void Conversations_should_join_both_ways_of_each_nic_and_lose_nothing(FlowHistory history)
    {
        var ledger = new FlowLedger(FlowHistory.Settings(10_000), 1);
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, [], round);
        }

        var dump = ledger.Dump();
        var conversations = Conversation.Of(dump);
        var expected = dump.Rows
            .GroupBy(row => (row.Nic, Key: row.Key.CompareTo(row.Key.Reverse) <= 0 ? row.Key : row.Key.Reverse))
            .ToDictionary(group => group.Key, group => group.Aggregate(FlowCounts.Empty, (sum, row) => sum.Merge(row.Counts)));
        Assert.Equal(expected.Count, conversations.Length);
        Assert.All(conversations, one =>
        {
            var key = one.Key.CompareTo(one.Key.Reverse) <= 0 ? one.Key : one.Key.Reverse;
            Assert.Equal(expected[(one.Nic, key)], one.Both);
            Assert.Equal(
                dump.Rows.Where(row => row.Nic == one.Nic && row.Key == one.Key).Aggregate(FlowCounts.Empty, (sum, row) => sum.Merge(row.Counts)), one.Sent);
        });
        Assert.Equal(
            conversations.OrderByDescending(one => one.Both.Bytes).ThenBy(one => one.Key).ThenBy(one => one.Nic, StringComparer.Ordinal), conversations);
    }

    [Property]
    public void Judgement_should_not_depend_on_which_way_is_named_first(FlowKey key, FlowCounts forth, FlowCounts back)
    {
        if (key != key.Reverse)
        {
            Assert.Equal(Conversation.Of("eth0", key, forth, back), Conversation.Of("eth0", key.Reverse, back, forth));
        }
    }

    [Fact]
    public void Side_with_a_syn_without_ack_should_have_begun_when_its_port_is_lower()
    {
        var one = Conversation.Of("eth0", Key(80, 5000), Counts(1, 0, 0, Syn).Merge(Counts(3, 1, 2, Ack)), Counts(3, 0, 2, SynAck));
        Assert.Equal((InitiatorEvidence.BareSyn, Key(80, 5000), 4ul), (one.Evidence, one.Key, one.Sent.Packets));
    }

    [Fact]
    public void Side_whose_syn_came_first_should_have_begun_when_both_sent_one()
    {
        var one = Conversation.Of("eth0", Key(5000, 80), Counts(4, 0.5, 2, SynAck), Counts(3, 0, 2, SynAck));
        Assert.Equal((InitiatorEvidence.FirstSyn, Key(5000, 80).Reverse, 3ul), (one.Evidence, one.Key, one.Sent.Packets));
    }

    [Fact]
    public void Side_with_the_higher_port_should_have_begun_when_no_syn_tells()
    {
        var key = Key(80, 5000);
        Assert.Equal((InitiatorEvidence.LowerPort, key.Reverse), Judged(Conversation.Of("eth0", key, Counts(1, 0, 1, Ack), Counts(1, 0, 1, Ack))));
        Assert.Equal((InitiatorEvidence.LowerPort, key.Reverse), Judged(Conversation.Of("eth0", key, Counts(1, 0, 1, SynAck), Counts(1, 0, 1, SynAck))));
        Assert.Equal(
            (InitiatorEvidence.LowerPort, Key(53, 5000, IpProtocol.Udp).Reverse),
            Judged(Conversation.Of("eth0", Key(53, 5000, IpProtocol.Udp), Counts(1, 0, 1, Syn), default)));
    }

    [Fact]
    public void Nobody_should_have_begun_when_nothing_tells()
    {
        Assert.Equal((InitiatorEvidence.None, Key(0, 0)), Judged(Conversation.Of("eth0", Key(0, 0).Reverse, Counts(1, 0, 1), Counts(1, 0, 1))));
        Assert.Equal((InitiatorEvidence.None, Key(123, 123)), Judged(Conversation.Of("eth0", Key(123, 123).Reverse, Counts(1, 0, 1), default)));
        Assert.Equal(InitiatorEvidence.None, Conversation.Of("eth0", Key(0, 53), Counts(1, 0, 1), default).Evidence);
    }

    private static (InitiatorEvidence, FlowKey) Judged(Conversation one) => (one.Evidence, one.Key);
}
