namespace NetMonitor.Lab.Tests.Counting;

/// <summary>What /metrics must say of what was sent: value by series, for <see cref="Metrics"/>, without zeros.</summary>
internal sealed class Expected
{
    private readonly SortedDictionary<string, long> _values = new(StringComparer.Ordinal);

    public static IReadOnlySet<string> Metrics { get; } = new HashSet<string>
    {
        "network_packets_total", "network_bytes_total", "network_interface_packets_total", "network_interface_bytes_total",
        "network_coalesced_packets_total", "network_coalesced_bytes_total", "network_estimated_packets_total",
        "network_malformed_total", "network_fragments_total", "network_vlan_packets_total",
        "network_broadcast_packets_total", "network_multicast_packets_total", "network_uncounted_packets_total",
    };

    public void Add(string nic, string direction, FrameKind kind, int times)
    {
        AddClass(nic, direction, kind.Protocol, kind.IpVersion, times, (long)times * kind.Frame.Length);
        if (kind.Tags > 0)
        {
            AddOne("network_vlan_packets_total", nic, direction, times, ("tags", kind.Tags > 4 ? "more" : $"{kind.Tags}"));
        }

        if (kind.Malformed is { } layer)
        {
            AddOne("network_malformed_total", nic, direction, times, ("layer", layer));
        }

        AddOne("network_fragments_total", nic, direction, kind.IsFragment ? times : 0);
        AddOne("network_broadcast_packets_total", nic, direction, kind.IsBroadcast ? times : 0);
        AddOne("network_multicast_packets_total", nic, direction, kind.IsMulticast ? times : 0);
    }

    /// <param name="isCoalesced">Whether the NIC's stack keeps it whole where we count.</param>
    public void Add(string nic, string direction, GsoKind kind, int times, bool isCoalesced)
    {
        var frame = kind.Frame;
        AddClass(nic, direction, kind.Protocol, kind.IpVersion, (long)times * frame.Segments, (long)times * frame.WireBytes);
        if (kind.Tags > 0)
        {
            AddOne("network_vlan_packets_total", nic, direction, (long)times * frame.Segments, ("tags", $"{kind.Tags}"));
        }

        AddOne("network_coalesced_packets_total", nic, direction, isCoalesced ? (long)times * (frame.Segments - 1) : 0);
        AddOne("network_coalesced_bytes_total", nic, direction, isCoalesced ? (long)times * (frame.WireBytes - frame.Frame.Length) : 0);
    }

    /// <param name="differences">One line per series.</param>
    public bool IsExactly(Scrape scrape, out string differences)
    {
        var shown = scrape.NonZero(Metrics);
        differences = string.Join('\n', _values.Keys.Union(shown.Keys)
            .Select(series => (Series: series, Sent: _values.GetValueOrDefault(series), Shown: shown.GetValueOrDefault(series)))
            .Where(value => value.Sent != value.Shown)
            .Select(value => $"{value.Series}: sent {value.Sent}, shown {value.Shown}"));
        return differences.Length == 0;
    }

    /// <summary>Whether as many packets have arrived as were sent.</summary>
    public bool IsReachedIn(Scrape scrape) =>
        _values.Where(series => series.Key.StartsWith("network_interface_packets_total", StringComparison.Ordinal))
            .All(series => scrape[series.Key] >= series.Value);

    private void AddClass(string nic, string direction, string protocol, string version, long packets, long bytes)
    {
        AddOne("network_packets_total", nic, direction, packets, ("protocol", protocol), ("ip_version", version));
        AddOne("network_bytes_total", nic, direction, bytes, ("protocol", protocol), ("ip_version", version));
        AddOne("network_interface_packets_total", nic, direction, packets);
        AddOne("network_interface_bytes_total", nic, direction, bytes);
    }

    private void AddOne(string metric, string nic, string direction, long value, params ReadOnlySpan<(string, string)> more)
    {
        if (value != 0)
        {
            var series = Scrape.Series(metric, [("interface", nic), ("direction", direction), .. more]);
            _values[series] = _values.GetValueOrDefault(series) + value;
        }
    }
}
