using System.Collections.Immutable;

namespace NetMonitor.Core.Interfaces;

/// <summary>Who lies on whom among the links of one network namespace: a parent or underlay below what is built on it, ports and members
/// below their master.</summary>
/// <remarks>Without circles, whatever the links say: a list is not taken at one moment, and a tunnel may be a port of the bridge that
/// carries it. Of a circle the edge that was met last is left out.</remarks>
public sealed class LinkStack
{
    private const string OpenVSwitch = "openvswitch";

    private readonly Dictionary<int, LinkDescription> _links = [];
    private readonly List<LinkDescription> _inOrder;
    private readonly bool _hasRouted;
    private readonly Dictionary<int, List<int>> _below = [];
    private readonly Dictionary<int, int> _uppers = [];

    private LinkStack(IEnumerable<LinkDescription> links)
    {
        foreach (var link in links)
        {
            _links[link.Index] = link;
        }

        _inOrder = [.. _links.Values.OrderBy(link => link.Index)];
        foreach (var port in _inOrder)
        {
            Lay(port.MasterIndex, port.Index);
        }

        foreach (var link in _inOrder)
        {
            Lay(link.Index, link.LowerIndex);
        }

        LayOnSwitch();
        _hasRouted = _inOrder.Exists(IsRouted);
    }

    public static LinkStack Empty { get; } = new([]);

    /// <summary>By index.</summary>
    public IReadOnlyList<LinkDescription> Links => _inOrder;

    /// <param name="links">All of the namespace, also those that are not counted. Of two with one index the latter stands.</param>
    public static LinkStack Of(IEnumerable<LinkDescription> links) => new(links);

    public LinkDescription? Find(int index) => _links.GetValueOrDefault(index);

    /// <summary>Directly below; empty for what lies on nothing that the kernel names here.</summary>
    public ImmutableArray<LinkDescription> Below(int index) => [.. LowersOf(index).Select(lower => _links[lower])];

    /// <summary>For every link: see <see cref="TotalPlace"/>.</summary>
    /// <param name="counted">Indices of the links whose packets are counted.</param>
    public IReadOnlyDictionary<int, TotalPlace> Places(IReadOnlySet<int> counted) => new PlacesInStack(this, counted).All();

    /// <summary>As <see cref="Below"/>, by index.</summary>
    public IReadOnlyList<int> LowersOf(int index) => _below.TryGetValue(index, out var lowers) ? lowers : [];

    /// <summary>The other end, where both ends are here and say so.</summary>
    public int? PeerOf(int index) =>
        Find(index) is { PeerIndex: not 0 and var peer } && peer != index && Find(peer)?.PeerIndex == index ? peer : null;

    /// <summary>The place of a link that stands alone: it lies on nothing, nothing lies on it, it has no peer, and it is way out for no tunnel. So whether it is counted
    /// changes no other link's place. Null for any other link.</summary>
    /// <remarks>For what comes and goes by the thousand: veths of containers that have their other end.</remarks>
    public TotalPlace? PlaceOfLone(LinkDescription link, bool isCounted) =>
        _hasRouted || link.PeerIndex != 0 || LowersOf(link.Index).Count > 0 || UppersOf(link.Index) > 0 || Find(link.Index) != link ? null
        : !isCounted ? TotalPlace.None
        : PlaceOfLowest(link);

    internal static TotalPlace PlaceOfLowest(LinkDescription link) => link.Role == LinkRole.Loopback ? TotalPlace.Sent : TotalPlace.Counted;

    /// <summary>A tunnel of which the kernel does not say what carries it.</summary>
    internal bool IsRouted(LinkDescription link) =>
        link is { Role: LinkRole.Tunnel, IsTiedElsewhere: false, LowerIndex: 0 } && LowersOf(link.Index).Count == 0;

    /// <summary>How many devices lie directly on it.</summary>
    internal int UppersOf(int index) => _uppers.GetValueOrDefault(index);

    /// <summary>Open vSwitch's ports have its datapath as their master; the ports that the host itself uses have none, and what they send leaves through
    /// the datapath's other ports.</summary>
    private void LayOnSwitch()
    {
        var datapaths = _inOrder.Where(link => link.Kind == OpenVSwitch && LowersOf(link.Index).Count > 0).Select(link => link.Index).ToList();
        foreach (var link in _inOrder.Where(link => datapaths.Count > 0 && link.Kind == OpenVSwitch && LowersOf(link.Index).Count == 0))
        {
            datapaths.ForEach(datapath => Lay(link.Index, datapath));
        }
    }

    private void Lay(int upper, int lower)
    {
        // No link has the index 0: it stands for none.
        if (upper == 0 || lower == 0 || !_links.ContainsKey(upper) || !_links.ContainsKey(lower) || LowersOf(upper).Contains(lower) || Reaches(lower, upper))
        {
            return;
        }

        if (!_below.TryGetValue(upper, out var lowers))
        {
            _below.Add(upper, lowers = []);
        }

        lowers.Add(lower);
        _uppers[lower] = UppersOf(lower) + 1;
    }

    private bool Reaches(int from, int target)
    {
        if (LowersOf(from).Count == 0)
        {
            return from == target;
        }

        var seen = new HashSet<int>();
        var next = new Stack<int>([from]);
        while (next.TryPop(out var index))
        {
            if (index == target)
            {
                return true;
            }

            foreach (var lower in LowersOf(index))
            {
                if (seen.Add(lower))
                {
                    next.Push(lower);
                }
            }
        }

        return false;
    }
}
