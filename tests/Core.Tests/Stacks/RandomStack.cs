using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Stacks;

/// <summary>Links as a host may have them, and the ways of packets through them.</summary>
internal sealed class RandomStack
{
    /// <summary>No device ever becomes the loopback device.</summary>
    private const int Loopback = 99;

    private static readonly string[] LowestKinds = ["", "", "", "dummy", "veth", "wireguard", "lo"];

    private static readonly string[] UpperKinds = ["vlan", "macvlan", "vxlan", "bond", "bridge", "vrf"];

    private readonly Random _random;

    private readonly List<LinkDescription> _links = [];

    public RandomStack(Random random)
    {
        _random = random;
        var indices = Enumerable.Range(1, random.Next(1, 14)).ToArray();
        random.Shuffle(indices);
        AddLowest(indices[0], "");
        foreach (var index in indices.Skip(1))
        {
            Add(index);
        }

        Stack = LinkStack.Of(_links);
        Counted = [.. _links.Where(_ => random.Next(4) > 0).Select(link => link.Index)];
    }

    public LinkStack Stack { get; }

    public ImmutableHashSet<int> Counted { get; }

    public ImmutableArray<LinkDescription> Links => [.. _links];

    /// <summary>The devices that one packet crosses, one after the other: down from where it is sent to a device without anything below; through
    /// a tunnel on to one that leads out; over a pair to its other end, and up from there. What crosses a bond's member crosses the bond.</summary>
    public ImmutableArray<(int Index, Direction Direction)> Way()
    {
        var way = ImmutableArray.CreateBuilder<(int, Direction)>();
        var at = Any(_links.Where(link => BondOf(link.Index) is null).ToList()).Index;
        while (true)
        {
            way.Add((at, Direction.Tx));
            if (Stack.LowersOf(at) is { Count: > 0 } lowers)
            {
                at = Any(lowers);
            }
            else if (Stack.Find(at)!.Kind == "wireguard" && WaysOut() is { Count: > 0 } outward)
            {
                at = Any(outward);
                if (BondOf(at) is { } bond)
                {
                    way.Add((bond, Direction.Tx));
                }
            }
            else
            {
                break;
            }
        }

        if (Stack.Find(at)!.IsLoopback)
        {
            way.Add((at, Direction.Rx));
        }
        else if (Stack.PeerOf(at) is { } peer)
        {
            for (int? up = peer; up is { } index; up = UpperOf(index))
            {
                way.Add((index, Direction.Rx));
            }
        }

        return way.ToImmutable();
    }

    /// <summary>How often the total has a packet that went this way.</summary>
    public static int Times(IReadOnlyDictionary<int, TotalPlace> places, IEnumerable<(int Index, Direction Direction)> way) => way.Count(step =>
        places[step.Index] == TotalPlace.Counted || (places[step.Index] == TotalPlace.Sent && step.Direction == Direction.Tx));

    private void Add(int index)
    {
        var free = _links.Where(link => link.MasterIndex == 0 && !link.IsLoopback && link.Kind != "vrf").ToList();
        if (_random.Next(2) == 0 || free.Count == 0)
        {
            AddLowest(index, LowestKinds[_random.Next(LowestKinds.Length)]);
            return;
        }

        var kind = UpperKinds[_random.Next(UpperKinds.Length)];
        if (kind is "bond" or "bridge" or "vrf")
        {
            _links.Add(Devices.Nic(index, kind));
            for (var ports = _random.Next(0, 4); ports > 0 && free.Count > 0; ports--)
            {
                var port = Any(free);
                _ = free.Remove(port);
                _links[_links.IndexOf(port)] = port with { MasterIndex = index };
            }
        }
        else
        {
            _links.Add(Devices.Nic(index, kind, lower: Any(_links.Where(link => !link.IsLoopback).ToList()).Index));
        }
    }

    /// <summary>A veth becomes the other end of one that has none yet.</summary>
    private void AddLowest(int index, string kind)
    {
        var end = kind == "veth" ? _links.FirstOrDefault(link => link is { Kind: "veth", PeerIndex: 0 }) : null;
        if (end is not null)
        {
            _links[_links.IndexOf(end)] = end with { PeerIndex = index };
        }

        if (kind != "lo")
        {
            _links.Add(Devices.Nic(index, kind, peer: end?.Index ?? 0));
        }
        else if (!_links.Exists(link => link.IsLoopback))
        {
            _links.Add(Devices.Nic(Loopback, kind));
        }
    }

    /// <summary>Counted, and on something that is no tunnel all the way down.</summary>
    private List<int> WaysOut() =>
        [.. _links.Where(link => Counted.Contains(link.Index) && LeadsOut(link.Index) && !Rests(link.Index, "wireguard")).Select(link => link.Index)];

    private bool LeadsOut(int index) => Stack.LowersOf(index) is { Count: > 0 } lowers
        ? lowers.Any(LeadsOut)
        : Stack.Find(index)!.Kind is "" or "veth";

    private bool Rests(int index, string kind) => Stack.Find(index)!.Kind == kind || Stack.LowersOf(index).Any(lower => Rests(lower, kind));

    private int? UpperOf(int index)
    {
        var uppers = _links.Where(link => Stack.LowersOf(link.Index).Contains(index)).ToList();
        return uppers.Count == 0 || (_random.Next(3) == 0 && BondOf(index) is null) ? null : Any(uppers).Index;
    }

    private int? BondOf(int index) => Stack.Find(index)!.MasterIndex is var master && Stack.Find(master) is { Role: LinkRole.Bond } bond
        && Stack.LowersOf(master).Contains(index) ? bond.Index : null;

    private T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
