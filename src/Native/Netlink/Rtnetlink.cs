using System.Collections.Immutable;
using System.Text;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Netlink;

/// <summary>
/// The links of one network namespace: the one that the calling thread was in at <see cref="Open()"/>, wherever it goes later. Safe to share
/// between threads; requests wait for one another. Refusals and unreadable answers are <see cref="NetlinkException"/>.
/// </summary>
public sealed partial class Rtnetlink : IDisposable
{
    /// <summary>IFNAMSIZ less the NUL.</summary>
    private const int LongestName = 15;

    /// <summary>Header, body and one attribute of a name or kind: the largest request made here.</summary>
    private const int RequestBytes = 64;

    private readonly Lock _oneAtATime = new();
    private readonly NetlinkConversation _conversation;

    private Rtnetlink(NetlinkSocket socket) => _conversation = new NetlinkConversation(socket);

    public static Rtnetlink Open() => new(NetlinkSocket.Open());

    /// <summary>Starts with a receive buffer of this size, which grows as answers ask.</summary>
    internal static Rtnetlink Open(int bufferBytes) => new(NetlinkSocket.Open(bufferBytes));

    /// <summary>All links of the namespace, as of one moment.</summary>
    public ImmutableArray<Link> ListLinks()
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RouteConstants.RTM_GETLINK, RouteConstants.NLM_F_DUMP);
        request.Append(default(LinkHeader));
        lock (_oneAtATime)
        {
            return _conversation.Dump(request.Finish(), RouteConstants.RTM_NEWLINK, LinkParser.Parse, "list links", RequestSubject.All);
        }
    }

    /// <summary>Null when there is no such link.</summary>
    public Link? FindLink(int index)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RouteConstants.RTM_GETLINK, 0);
        request.Append(new LinkHeader { IfiIndex = index });
        return FindLink(request.Finish(), RequestSubject.Of(index));
    }

    /// <summary>Null when there is no such link; alternative names are not looked at.</summary>
    public Link? FindLink(string name)
    {
        if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            return null;
        }

        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RouteConstants.RTM_GETLINK, 0);
        request.Append(default(LinkHeader));
        request.AppendText(RouteConstants.IFLA_IFNAME, name);
        return FindLink(request.Finish(), RequestSubject.Of(name));
    }

    /// <summary>The counters of one link, by RTM_GETSTATS: a sixth of the bytes of its whole description, and nothing allocated. False when there is no such link.</summary>
    public bool TryReadStatistics(int index, out LinkStatistics statistics)
    {
        const string Operation = "read statistics";
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RouteConstants.RTM_GETSTATS, 0);
        request.Append(new StatisticsHeader { Ifindex = (uint)index, FilterMask = 1 << (RouteConstants.IFLA_STATS_LINK_64 - 1) });
        var subject = RequestSubject.Of(index);
        lock (_oneAtATime)
        {
            var payload = _conversation.Ask(request.Finish(), RouteConstants.RTM_NEWSTATS, Operation, subject, out var error);
            if (error.Errno == Errno.None)
            {
                try
                {
                    statistics = StatisticsParser.Parse(payload);
                    return true;
                }
                catch (NetlinkFormatException fault)
                {
                    throw _conversation.Unreadable(Operation, subject, fault);
                }
            }

            statistics = default;
            return error.Errno == Errno.ENODEV ? false : throw _conversation.Refused(Operation, subject, error);
        }
    }

    public void Dispose()
    {
        lock (_oneAtATime)
        {
            _conversation.Dispose();
        }
    }

    private Link? FindLink(Span<byte> request, RequestSubject subject)
    {
        const string Operation = "describe link";
        lock (_oneAtATime)
        {
            var payload = _conversation.Ask(request, RouteConstants.RTM_NEWLINK, Operation, subject, out var error);
            if (error.Errno == Errno.None)
            {
                try
                {
                    return LinkParser.Parse(payload);
                }
                catch (NetlinkFormatException fault)
                {
                    throw _conversation.Unreadable(Operation, subject, fault);
                }
            }

            return error.Errno == Errno.ENODEV ? null : throw _conversation.Refused(Operation, subject, error);
        }
    }
}
