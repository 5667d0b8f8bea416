using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Host;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

public sealed partial class InterfaceSupervisor
{
    /// <summary>The list that could not be followed whole, because a name was not free yet.</summary>
    private TrackInterfaces? _postponed;

    /// <summary>Same index, other name: the same device. What is attached hangs on the device and counts on; account, monitor and orders
    /// go over to the new name at once, so that not a packet is lost and none shows twice.</summary>
    /// <returns>Indices of NICs that keep their old name for now, and are otherwise left alone: the new one belongs to a NIC that is gone
    /// and whose last words are awaited.</returns>
    private HashSet<int> Rename(TrackInterfaces message)
    {
        _postponed = null;
        var names = message.Links.ToDictionary(link => link.Index);
        var renamed = _tracked.Values
            .Where(nic => nic.Ending != Ending.Gone && names.TryGetValue(nic.Link.Index, out var link) && link.Name != nic.Link.Name)
            .ToDictionary(nic => nic.Link.Index);
        GiveUpGone(renamed.Keys.Select(index => names[index].Name), names);

        var postponed = new HashSet<int>();
        while (renamed.Values.FirstOrDefault(nic => IsTaken(names[nic.Link.Index].Name, renamed)) is { } waiting)
        {
            _ = renamed.Remove(waiting.Link.Index);
            _ = postponed.Add(waiting.Link.Index);
            _postponed = message;
        }

        GoOver([.. renamed.Values.Select(nic => (nic, names[nic.Link.Index]))]);
        return postponed;
    }

    private void RenamePostponed()
    {
        if (_postponed is { } message)
        {
            Track(message);
        }
    }

    /// <summary>Those that bear a name which another one is to have, and whose device is not there any more.</summary>
    private void GiveUpGone(IEnumerable<string> wanted, Dictionary<int, LinkDescription> present)
    {
        foreach (var name in wanted.ToList())
        {
            if (_tracked.TryGetValue(name, out var nic) && nic.Ending != Ending.Gone && !present.ContainsKey(nic.Link.Index))
            {
                GiveUp(nic);
            }
        }
    }

    private bool IsTaken(string name, Dictionary<int, TrackedInterface> leaving) =>
        _tracked.TryGetValue(name, out var bearer) && !leaving.ContainsValue(bearer);

    /// <summary>All at once: two NICs may have swapped their names.</summary>
    private void GoOver(IReadOnlyList<(TrackedInterface Nic, LinkDescription Link)> renamed)
    {
        if (renamed.Count == 0)
        {
            return;
        }

        var names = renamed.Select(one => (From: one.Nic.Link.Name, To: one.Link.Name)).ToList();
        _firstRound.Rename(names);
        _orders.Rename(names);
        _memory.Rename(names);
        var message = new LinksRenamed([.. renamed.Select(one => (one.Nic.Link.Name, one.Link))]);
        _host.Tell(message);
        _flows.Tell(message);
        foreach (var (from, _) in names)
        {
            _ = _tracked.Remove(from);
            Timers.Cancel(from);
        }

        foreach (var (nic, link) in renamed)
        {
            _log.Info("{0}: renamed to {1}", nic.Link.Name, link.Name);
            nic.Link = link;
            _tracked.Add(link.Name, nic);
            if (nic.Monitor is { } monitor)
            {
                monitor.Tell(new LinkChanged(link));
                monitor.Tell(new IntervalChanged(IntervalOf(nic)));
            }
            else
            {
                nic.Path = null;
                if (!_orders.IsDetached(link.Name))
                {
                    // It was waiting to be tried again, under a name that is gone.
                    StartFirst(nic);
                }
            }
        }
    }
}
