using System.Collections.Immutable;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Netlink;

/// <summary>
/// The clsact qdisc and its filters. An interface has one clsact for everybody: remove it only if <see cref="CreateClsact"/> made it and
/// <see cref="ListFilters"/> shows both hooks empty.
/// </summary>
public sealed partial class Rtnetlink
{
    private const string ClsactKind = "clsact";

    public bool HasClsact(int index)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RouteConstants.RTM_GETQDISC, RouteConstants.NLM_F_DUMP);
        request.Append(new TrafficControlHeader { TcmIfindex = index });
        ImmutableArray<QueueingDiscipline> all;
        lock (_oneAtATime)
        {
            all = _conversation.Dump(request.Finish(), RouteConstants.RTM_NEWQDISC, QueueingDisciplineParser.Parse, "list qdiscs", RequestSubject.Of(index));
        }

        // The kernel dumps the qdiscs of all interfaces, whatever the request says.
        return all.Any(qdisc => qdisc.InterfaceIndex == index && qdisc is { Parent: RouteConstants.TC_H_CLSACT, Kind: ClsactKind });
    }

    /// <summary>True if it was made by this call, false if a clsact was there before. An old <c>ingress</c> qdisc in its place is EEXIST.</summary>
    public bool CreateClsact(int index)
    {
        const string Operation = "create clsact";
        var error = CommandClsact(RouteConstants.RTM_NEWQDISC, RouteConstants.NLM_F_CREATE | RouteConstants.NLM_F_EXCL, Operation, index);
        return error.Errno switch
        {
            Errno.None => true,
            Errno.EEXIST when HasClsact(index) => false,
            _ => throw _conversation.Refused(Operation, RequestSubject.Of(index), error),
        };
    }

    /// <summary>Takes its filters along. False if there is none (any more), or the interface is gone. Never removes an <c>ingress</c> qdisc.</summary>
    public bool DeleteClsact(int index)
    {
        const string Operation = "delete clsact";
        var error = CommandClsact(RouteConstants.RTM_DELQDISC, 0, Operation, index);
        return error.Errno switch
        {
            Errno.None => true,
            Errno.ENOENT or Errno.ENODEV => false,
            _ when !HasClsact(index) => false,
            _ => throw _conversation.Refused(Operation, RequestSubject.Of(index), error),
        };
    }

    /// <summary>The filters of one hook in the order in which packets meet them; none where there is no clsact or no such interface.</summary>
    public ImmutableArray<TrafficFilter> ListFilters(int index, ClsactHook hook)
    {
        var minor = hook == ClsactHook.Ingress ? RouteConstants.TC_H_MIN_INGRESS : RouteConstants.TC_H_MIN_EGRESS;
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RouteConstants.RTM_GETTFILTER, RouteConstants.NLM_F_DUMP);
        request.Append(new TrafficControlHeader { TcmIfindex = index, TcmParent = (RouteConstants.TC_H_CLSACT & RouteConstants.TC_H_MAJ_MASK) | minor });
        ImmutableArray<TrafficFilter> all;
        lock (_oneAtATime)
        {
            all = _conversation.Dump(request.Finish(), RouteConstants.RTM_NEWTFILTER, FilterParser.Parse, "list filters", RequestSubject.Of(index));
        }

        // Each classifier instance comes once by itself, with handle 0, before its filters.
        return [.. all.Where(filter => filter.Handle != 0)];
    }

    private NetlinkError CommandClsact(ushort type, int flags, string operation, int index)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], type, RouteConstants.NLM_F_ACK | flags);
        request.Append(new TrafficControlHeader
        {
            TcmIfindex = index,
            TcmHandle = RouteConstants.TC_H_CLSACT & RouteConstants.TC_H_MAJ_MASK,
            TcmParent = RouteConstants.TC_H_CLSACT,
        });
        request.AppendText(RouteConstants.TCA_KIND, ClsactKind);
        lock (_oneAtATime)
        {
            return _conversation.Command(request.Finish(), operation, RequestSubject.Of(index));
        }
    }
}
