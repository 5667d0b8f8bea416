namespace NetMonitor.Core.Interfaces;

/// <summary>Walks a stack from below and decides for each link where the host's total has its packets from.</summary>
internal sealed class PlacesInStack(LinkStack stack, IReadOnlySet<int> counted)
{
    private readonly Dictionary<int, Share> _shares = [];
    private readonly Dictionary<int, TotalPlace> _places = [];
    private bool _leadsOut;

    /// <summary>How much of what crosses a link is in the total, there or below.</summary>
    private enum Share
    {
        None,
        Some,
        All,
    }

    public IReadOnlyDictionary<int, TotalPlace> All()
    {
        _leadsOut = stack.Links.Any(link => counted.Contains(link.Index) && LeadsOut(link) && !Floats(link));
        foreach (var link in stack.Links)
        {
            _ = ShareOf(link.Index);
        }

        return _places;
    }

    private Share ShareOf(int index)
    {
        if (_shares.TryGetValue(index, out var known))
        {
            return known;
        }

        var link = stack.Find(index)!;
        var lowers = stack.LowersOf(index);
        var (share, place) = lowers.Count == 0 ? OfLowest(link) : OfUpper(link, lowers);
        _shares.Add(index, share);
        _places.Add(index, counted.Contains(index) ? place : TotalPlace.None);
        return share;
    }

    private (Share Share, TotalPlace Place) OfLowest(LinkDescription link)
    {
        if (_leadsOut && stack.IsRouted(link))
        {
            return (Share.All, TotalPlace.Route);
        }

        if (IsPeerCounted(link.Index, out var peer))
        {
            // One of the two, whichever: the lower index stays the same as long as both ends do.
            return (Share.All, peer < link.Index ? TotalPlace.Peer : TotalPlace.Counted);
        }

        return (counted.Contains(link.Index) ? Share.All : Share.None, LinkStack.PlaceOfLowest(link));
    }

    private (Share Share, TotalPlace Place) OfUpper(LinkDescription link, IReadOnlyList<int> lowers)
    {
        var shares = lowers.Select(lower => (Index: lower, Share: ShareOf(lower))).ToList();
        if (shares.TrueForAll(lower => lower.Share == Share.All))
        {
            return (Share.All, TotalPlace.Below);
        }

        if (shares.TrueForAll(lower => lower.Share == Share.None))
        {
            return (counted.Contains(link.Index) ? Share.All : Share.None, TotalPlace.Counted);
        }

        var members = shares.Where(lower => lower.Share != Share.None).Select(lower => lower.Index).ToList();
        if (counted.Contains(link.Index) && link.Role == LinkRole.Bond && members.TrueForAll(ServesOnlyItsMaster))
        {
            members.ForEach(member => _places[member] = TotalPlace.Above);
            return (Share.All, TotalPlace.Counted);
        }

        return (Share.Some, TotalPlace.Partly);
    }

    /// <summary>A bond's member carries nothing but the bond's packets: so the bond can stand for it. Not where something else lies on
    /// it too, or where it is not itself what is counted.</summary>
    private bool ServesOnlyItsMaster(int member) =>
        counted.Contains(member) && stack.LowersOf(member).Count == 0 && stack.UppersOf(member) == 1
        && _places[member] == TotalPlace.Counted && !IsPeerCounted(member, out _);

    private bool IsPeerCounted(int index, out int peer)
    {
        peer = stack.PeerOf(index) ?? 0;
        return peer != 0 && counted.Contains(peer);
    }

    /// <summary>Whether packets can leave this namespace by it.</summary>
    private bool LeadsOut(LinkDescription link) => stack.LowersOf(link.Index) is { Count: > 0 } lowers
        ? lowers.Any(lower => LeadsOut(stack.Find(lower)!))
        : link.Role is LinkRole.Physical or LinkRole.Veth || link.IsTiedElsewhere;

    /// <summary>It rests on a tunnel of which nobody knows what that rests on.</summary>
    private bool Floats(LinkDescription link) => stack.IsRouted(link) || stack.LowersOf(link.Index).Any(lower => Floats(stack.Find(lower)!));
}
