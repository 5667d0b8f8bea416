using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Netlink;

public sealed partial class Rtnetlink
{
    /// <summary>The counters of a link's root queueing discipline, which sums up what its children drop. False where there is none that tells, or no such
    /// link. Whoever listens for changes of qdiscs is told of it too.</summary>
    public bool TryReadRootQueue(int index, out QueueCounters counters)
    {
        const string Operation = "read the root qdisc";

        // Without an echo the kernel sends a single qdisc to those who listen, and not to who asked.
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RouteConstants.RTM_GETQDISC, RouteConstants.NLM_F_ECHO | RouteConstants.NLM_F_ACK);
        request.Append(new TrafficControlHeader { TcmIfindex = index, TcmParent = RouteConstants.TC_H_ROOT });
        var subject = RequestSubject.Of(index);
        lock (_oneAtATime)
        {
            var payload = _conversation.Ask(request.Finish(), RouteConstants.RTM_NEWQDISC, Operation, subject, out var error);
            if (error.Errno == Errno.None && !payload.IsEmpty)
            {
                try
                {
                    counters = QueueCountersParser.Parse(payload);
                    return true;
                }
                catch (NetlinkFormatException fault)
                {
                    throw _conversation.Unreadable(Operation, subject, fault);
                }
            }

            counters = default;
            return error.Errno is Errno.None or Errno.ENOENT or Errno.EINVAL or Errno.ENODEV ? false : throw _conversation.Refused(Operation, subject, error);
        }
    }
}
