using System.Collections.Immutable;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using NetMonitor.Native.Abi;

namespace NetMonitor.Engine.Readers;

/// <summary>From the kernel's slots to Core's counters. Classes, layers and reasons are matched by meaning, not by position.</summary>
public static class CounterDecoder
{
    private static readonly Dictionary<string, NmProtocol> IpProtocols = new()
    {
        ["tcp"] = NmProtocol.Tcp,
        ["udp"] = NmProtocol.Udp,
        ["icmp"] = NmProtocol.Icmp,
        ["icmpv6"] = NmProtocol.Icmpv6,
        ["igmp"] = NmProtocol.Igmp,
        ["sctp"] = NmProtocol.Sctp,
        ["gre"] = NmProtocol.Gre,
        ["esp"] = NmProtocol.Esp,
        ["ah"] = NmProtocol.Ah,
        ["ipip"] = NmProtocol.Ipip,
        ["other"] = NmProtocol.Other,
        ["malformed"] = NmProtocol.Malformed,
    };

    private static readonly Dictionary<string, NmClass> LinkProtocols = new()
    {
        ["arp"] = NmClass.Arp,
        ["lldp"] = NmClass.Lldp,
        ["mpls"] = NmClass.Mpls,
        ["pppoe"] = NmClass.Pppoe,
        ["other-l2"] = NmClass.OtherL2,
    };

    private static readonly ImmutableArray<int?> Places = [.. TrafficClass.All.Select(PlaceOf)];

    private static readonly ImmutableArray<NmLayer> Layers = [.. Enum.GetValues<MalformedLayer>().Select(layer => Enum.Parse<NmLayer>(layer.ToString()))];

    /// <summary>Null for the reason that our programs do not know.</summary>
    private static readonly ImmutableArray<NmOverflow?> Reasons =
        [.. Enum.GetValues<OverflowReason>().Select(reason => Enum.TryParse<NmOverflow>(reason.ToString(), out var known) ? known : (NmOverflow?)null)];

    private static readonly ImmutableArray<int> FlowPlaces =
        [.. TrafficClass.All.Where(IpProtocol.HasFlow).Select(one => PlaceOf(one)!.Value)];

    /// <summary>One bank plus the other: a slot's figures are absolute, and each packet is in one bank only.</summary>
    public static DirectionCounters Decode(ref readonly NmCounters bank, ref readonly NmCounters otherBank)
    {
        var sum = bank;
        NmCounters.Add(ref sum, in otherBank);
        var classes = ImmutableArray.CreateBuilder<Count>(Places.Length);
        foreach (var place in Places)
        {
            classes.Add(place is { } slot ? Of(sum.Classes[slot]) : default);
        }

        var malformed = ImmutableArray.CreateBuilder<ulong>(Layers.Length);
        foreach (var layer in Layers)
        {
            malformed.Add(sum.Malformed[(int)layer]);
        }

        return new DirectionCounters
        {
            Total = Of(sum.Total),
            Classes = classes.MoveToImmutable(),
            Coalesced = Of(sum.Coalesced),
            Estimated = sum.Estimated,
            OutOfReach = sum.OutOfReach,
            Malformed = malformed.MoveToImmutable(),
            Fragments = sum.Fragments,
            Broadcast = sum.Broadcast,
            Multicast = sum.Multicast,
            VlanTags = [.. (ReadOnlySpan<ulong>)sum.Tags],
            TcpFlags = [.. (ReadOnlySpan<ulong>)sum.TcpFlags],
            Sizes = [.. (ReadOnlySpan<ulong>)sum.Sizes],
        };
    }

    /// <summary>What was counted in one bank between two readings of it. In flows: what is left without the overflow.</summary>
    public static FlowAccount Account(ref readonly NmCounters now, ref readonly NmCounters before)
    {
        var classes = ImmutableArray.CreateBuilder<Count>(Places.Length);
        var overflow = ImmutableArray.CreateBuilder<Count>(Places.Length);
        foreach (var place in Places)
        {
            classes.Add(place is { } slot ? Between(now.Classes[slot], before.Classes[slot]) : default);
            overflow.Add(place is { } same ? Between(now.Overflow[same], before.Overflow[same]) : default);
        }

        var reasons = ImmutableArray.CreateBuilder<Count>(Reasons.Length);
        foreach (var reason in Reasons)
        {
            reasons.Add(reason is { } known ? Between(now.OverflowReasons[(int)known], before.OverflowReasons[(int)known]) : default);
        }

        return FlowAccount.Empty with
        {
            Total = Between(now.Total, before.Total),
            Classes = classes.MoveToImmutable(),
            Overflow = overflow.MoveToImmutable(),
            OverflowReasons = reasons.MoveToImmutable(),
        };
    }

    /// <summary>Whether packets came into flows between two readings of one bank.</summary>
    public static bool HaveFlows(ref readonly NmCounters now, ref readonly NmCounters before)
    {
        foreach (var slot in FlowPlaces)
        {
            if (now.Classes[slot].Packets - before.Classes[slot].Packets != now.Overflow[slot].Packets - before.Overflow[slot].Packets)
            {
                return true;
            }
        }

        return false;
    }

    private static Count Between(NmCounter now, NmCounter before) => new(now.Packets - before.Packets, now.Bytes - before.Bytes);

    internal static Count Of(NmCounter counter) => new(counter.Packets, counter.Bytes);

    /// <summary>Null for the class that our programs do not have: they look into every packet.</summary>
    private static int? PlaceOf(TrafficClass trafficClass) => trafficClass.Version switch
    {
        IpVersion.Unknown => null,
        IpVersion.V4 => (int)NmClass.V4 + (int)IpProtocols[trafficClass.Protocol],
        IpVersion.V6 => (int)NmClass.V6 + (int)IpProtocols[trafficClass.Protocol],
        _ => (int)LinkProtocols[trafficClass.Protocol],
    };
}
