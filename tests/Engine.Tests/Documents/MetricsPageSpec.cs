using System.Text;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Tests.Documents;

public sealed class MetricsPageSpec
{
    private const string Introduction = """
        # Metrics

        What `/metrics` answers. `network_*` is what passes the NICs, `netmonitor_*` is the program itself.

        - `direction` is `rx` for what came in at the NIC and `tx` for what went out.
        - `ip_version` is `4` or `6`, of the outermost IP header, `none` for frames that carry none, or `unknown` where nobody looked.
        - `protocol` is `tcp`, `udp`, `icmp`, `icmpv6`, `igmp`, `sctp`, `gre`, `esp`, `ah`, `ipip`, `other` or `malformed` above IP, and `arp`, `lldp`,
          `mpls`, `pppoe` or `other-l2` without it. The common ones are there from the first reading on, with 0; the others from their first packet on.
        - With `source="kernel"` packets and bytes are all that is known: they are under `protocol="unknown"`, and what would need a look into the
          packets (flags, sizes, tags and so on) has no series. A NIC that was never read has no traffic series at all: a zero would say that nothing passed.
        - `layer` is `link`, `network`, `extension` or `transport`; `tags` is `1` to `4` or `more`; `flag` is `fin`, `syn`, `rst`, `psh`, `ack` or `urg`;
          `size` is a range of bytes, both ends included; `condition` is `attaching`, `counting`, `failing`, `down` or `detached`; `mode` is `native`, `tcx`, `tc`, `kernel`, `simulated` or `none`.
        - `source` says where a NIC's counts come from: `wire` (our programs saw each packet), `kernel` (the kernel's own counters) or `simulated` (made up).
        - `reason` says why packets are in no flow: `ring_full`, `no_slice`, `no_key` or `restart`, see [concepts](concepts.md).
        - `role` is what the NIC is to the host: `physical`, `bond`, `bridge`, `vlan`, `veth`, `tunnel`, `virtual` or `loopback`.
        - `view` is `once` for each packet once in each direction, `each_nic` for each packet on every NIC that it crosses; both hold what NICs counted that are
          gone, and never step back within one process. `place` says where view `once` has a NIC's packets from: `counted` or `sent` (this NIC), `below`, `above`,
          `peer`, `route`, `partly` or `none`; what each means is in [concepts](concepts.md). A rate of the host that also holds over restarts of the program, in which
          NICs went meanwhile: `sum(rate(network_interface_packets_total[1m]) * on(instance, interface, direction) max by (instance, interface, direction) (network_interface_counted_for_host))`.
        - A NIC that goes takes its series along. No label holds an address, a port or a name from the wire, so the number of series depends on the
          number of NICs alone; but for `network_flow_top_bytes`, which is there if `netmonitor.flows.top` is set. It has at most so many pairs of
          addresses for each NIC and direction and never more than 1000 for the host (with many NICs, each shows fewer), and one more series, `other`,
          for each NIC and direction. Pairs come and go with the traffic, and each leaves a series behind in the database that scrapes it: over a long time
          there can be many.
        - Series of flows are there once flows of some NIC were counted. They are of the last reading, at most one interval old.
        - `network_audit_*` is how our counts stand to the kernel's own ([concepts](concepts.md#how-it-audits-itself)): there only where our programs count. An error of 0 says that they agree, up to
          `network_audit_uncertainty_packets`; alert on `network_audit_drifting`, or on the error's change.
        - What NetMonitor itself costs, and how it is measured: [cost.md](cost.md). `method` is `run_stats` or `test_run`, `program` a name in the object file; `precision`
          names a step of the budget, `cause` is `cpu`, `memory` or `none`.
        - Values are floating-point numbers, as everywhere in Prometheus: exact up to 2^53.

        | metric | type | labels | meaning |
        |---|---|---|---|

        """;

    [Fact]
    public void MetricsPage_should_list_exactly_what_is_registered()
    {
        var page = new StringBuilder(Introduction);
        foreach (var metric in MetricCatalogue.All)
        {
            var labels = string.Join(", ", metric.Labels.Select(label => $"`{label}`"));
            _ = page.Append($"| `{metric.Name}` | {metric.Kind.ToString().ToLowerInvariant()} | {labels} | {metric.Help} |\n");
        }

        Document.ShouldBe("docs/metrics.md", page.ToString());
    }
}
