using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>What can be said of a capture both by truth.json and by /metrics, one fact per line, so that a difference can be read.</summary>
internal static partial class TrafficFacts
{
    private static readonly HashSet<string> Metrics =
    [
        "network_packets_total", "network_bytes_total", "network_interface_packets_total", "network_interface_bytes_total",
        "network_vlan_packets_total", "network_fragments_total", "network_coalesced_packets_total", "network_estimated_packets_total",
        "network_uncounted_packets_total",
    ];

    /// <summary>truth.json, by the rules of docs/concepts.md.</summary>
    public static string Of(CaptureTruth truth)
    {
        var facts = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["packets"] = truth.Frames,
            ["bytes"] = truth.Bytes,
        };
        foreach (var (number, frames) in truth.ProtocolFrames)
        {
            Add(facts, $"packets of {IpProtocol(number)}", frames);
            Add(facts, $"bytes of {IpProtocol(number)}", truth.ProtocolBytes[number]);
        }

        foreach (var (version, frames) in truth.IpFrames)
        {
            Add(facts, $"packets of {version}", frames);
            Add(facts, $"bytes of {version}", truth.IpBytes[version]);
        }

        foreach (var (type, frames) in truth.EtherTypes.Where(type => type.Key is not ("0x0800" or "0x86dd")))
        {
            Add(facts, $"packets of {LinkProtocol(type)}", frames);
        }

        Add(facts, "bytes without IP", truth.Bytes - truth.IpBytes.Values.Sum());
        foreach (var (tags, frames) in truth.Vlans.Where(vlan => vlan.Key != "untagged"))
        {
            Add(facts, $"packets with {tags.Split('/').Length} tags", frames);
        }

        Add(facts, "fragments", truth.Fragments);
        return Text(facts);
    }

    /// <summary>/metrics, of one NIC and direction.</summary>
    public static string Of(Scrape scrape, string nic, string direction)
    {
        var facts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (series, value) in scrape.NonZero(Metrics))
        {
            var labels = Label().Matches(series).ToImmutableDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            if (labels["interface"] == nic && labels["direction"] == direction)
            {
                AddSeries(facts, series[..series.IndexOf('{', StringComparison.Ordinal)], labels, value);
            }
        }

        return Text(facts);
    }

    private static void AddSeries(SortedDictionary<string, long> facts, string metric, ImmutableDictionary<string, string> labels, long value)
    {
        switch (metric)
        {
            case "network_interface_packets_total": Add(facts, "packets", value); break;
            case "network_interface_bytes_total": Add(facts, "bytes", value); break;
            case "network_packets_total":
                Add(facts, $"packets of {labels["protocol"]}", value);
                Add(facts, $"packets of IPv{labels["ip_version"]}", labels["ip_version"] == "none" ? 0 : value);
                break;
            case "network_bytes_total" when labels["ip_version"] == "none": Add(facts, "bytes without IP", value); break;
            case "network_bytes_total":
                Add(facts, $"bytes of {labels["protocol"]}", value);
                Add(facts, $"bytes of IPv{labels["ip_version"]}", value);
                break;
            case "network_vlan_packets_total": Add(facts, $"packets with {labels["tags"]} tags", value); break;
            case "network_fragments_total": Add(facts, "fragments", value); break;
            // No capture has any, which truth.json does not say.
            default: Add(facts, metric, value); break;
        }
    }

    /// <summary>By the numbers of IANA's registry of protocols.</summary>
    private static string IpProtocol(string number) => number switch
    {
        "1" => "icmp",
        "2" => "igmp",
        "4" or "41" => "ipip",
        "6" => "tcp",
        "17" => "udp",
        "47" => "gre",
        "50" => "esp",
        "51" => "ah",
        "58" => "icmpv6",
        "132" => "sctp",
        _ => "other",
    };

    private static string LinkProtocol(string type) => type switch
    {
        "0x0806" => "arp",
        "0x88cc" => "lldp",
        "0x8847" or "0x8848" => "mpls",
        "0x8863" or "0x8864" => "pppoe",
        _ => "other-l2",
    };

    private static void Add(SortedDictionary<string, long> facts, string fact, long value)
    {
        if (value != 0)
        {
            facts[fact] = facts.GetValueOrDefault(fact) + value;
        }
    }

    private static string Text(SortedDictionary<string, long> facts) =>
        string.Join('\n', facts.Select(fact => string.Create(CultureInfo.InvariantCulture, $"{fact.Key}: {fact.Value}")));

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex Label();
}
