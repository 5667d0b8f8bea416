using System.Collections.Immutable;
using NetMonitor.Lab;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

/// <summary>
/// Dumps that are disturbed on purpose, from within the reading of their messages. The kernel prepares a few datagrams ahead, so that the list
/// has to be long for a change to fall into it.
/// </summary>
public sealed class NetlinkConversationSpec
{
    private const int Bridges = 100;

    [RootFact("ip")]
    public void NetlinkConversation_should_ask_again_for_a_list_that_changed_meanwhile()
    {
        using var home = MakeBridges();
        using var conversation = new NetlinkConversation(home.Run(() => NetlinkSocket.Open()));
        var read = 0;

        var names = ListNames(conversation, _ =>
        {
            if (read++ == 0)
            {
                home.Ip("link add late type bridge", "link del br0");
            }
        });

        Assert.True(read > names.Length, $"{read} messages were read for {names.Length} links");
        Assert.Equal(["late", "lo", .. Enumerable.Range(1, Bridges - 1).Select(i => $"br{i}")], names.ToHashSet());
        Assert.Equal(Bridges + 1, names.Length);
    }

    [RootFact("ip")]
    public void NetlinkConversation_should_give_up_on_a_list_that_never_stands_still()
    {
        using var home = MakeBridges();
        using var conversation = new NetlinkConversation(home.Run(() => NetlinkSocket.Open()));

        var refusal = Assert.Throws<NetlinkException>(() => ListNames(conversation, name =>
        {
            if (name == "lo")
            {
                home.Ip("link add late type bridge", "link del late");
            }
        }));

        Assert.Equal((Errno.EINTR, "list names", "all interfaces"), (refusal.Errno, refusal.Operation, refusal.Subject));
        Assert.Equal(Bridges + 1, ListNames(conversation, _ => { }).Length);
    }

    [RootFact("ip")]
    public void NetlinkConversation_should_go_on_after_answers_that_could_not_be_read()
    {
        using var home = MakeBridges();
        using var conversation = new NetlinkConversation(home.Run(() => NetlinkSocket.Open()));

        var refusal = Assert.Throws<NetlinkException>(() => ListNames(conversation, _ => throw new NetlinkFormatException("not a link")));

        Assert.Equal((Errno.EBADMSG, "not a link"), (refusal.Errno, refusal.LikelyCause));
        Assert.IsType<NetlinkFormatException>(refusal.InnerException);
        Assert.Equal(Bridges + 1, ListNames(conversation, _ => { }).Length);
    }

    private static NetworkNamespace MakeBridges()
    {
        var home = NetworkNamespace.Create();
        home.Ip([.. Enumerable.Range(0, Bridges).Select(i => $"link add br{i} type bridge")]);
        return home;
    }

    private static ImmutableArray<string> ListNames(NetlinkConversation conversation, Action<string> onEach)
    {
        var request = new NetlinkRequest(new byte[64], RouteConstants.RTM_GETLINK, RouteConstants.NLM_F_DUMP);
        request.Append(default(LinkHeader));
        return conversation.Dump(
            request.Finish(),
            RouteConstants.RTM_NEWLINK,
            payload =>
            {
                var name = LinkParser.Parse(payload).Name;
                onEach(name);
                return name;
            },
            "list names",
            RequestSubject.All);
    }
}
