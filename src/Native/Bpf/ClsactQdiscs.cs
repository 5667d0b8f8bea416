using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Bpf;

/// <summary>The clsact qdiscs that this process made. They stay from one attachment of a NIC to the next: making or deleting one stops
/// the device's queues for a moment (dev_deactivate() in qdisc_graft(), net/sched/sch_api.c), and packets to be sent are dropped.</summary>
public sealed class ClsactQdiscs(Rtnetlink links) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _made = [];

    /// <exception cref="NetlinkException">Refused.</exception>
    public void Ensure(int ifindex)
    {
        lock (_gate)
        {
            if (links.CreateClsact(ifindex))
            {
                _made.Add(ifindex);
            }
        }
    }

    /// <summary>It was made by a process before this one, for the same purpose.</summary>
    public void Claim(int ifindex)
    {
        lock (_gate)
        {
            _ = _made.Add(ifindex);
        }
    }

    public bool Made(int ifindex)
    {
        lock (_gate)
        {
            return _made.Contains(ifindex);
        }
    }

    /// <summary>Deletes those that nobody has a filter in. Call it after the last detach.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var ifindex in _made.Where(IsEmpty))
            {
                links.DeleteClsact(ifindex);
            }

            _made.Clear();
        }
    }

    private bool IsEmpty(int ifindex) =>
        links.ListFilters(ifindex, ClsactHook.Ingress).IsEmpty && links.ListFilters(ifindex, ClsactHook.Egress).IsEmpty;
}
