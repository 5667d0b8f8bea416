using System.Collections.Immutable;

namespace NetMonitor.Engine.Metrics;

/// <summary>Every metric there is. <c>network_*</c> is what passes the NICs, <c>netmonitor_*</c> is ourselves.</summary>
public static class MetricCatalogue
{
    private static readonly List<MetricDefinition> Defined = [];

    public static MetricDefinition Packets { get; } = Counter(
        "network_packets_total",
        "Packets on the wire by protocol of the outermost IP header, or by kind of frame where there is none.",
        "interface", "direction", "protocol", "ip_version");

    public static MetricDefinition Bytes { get; } = Counter(
        "network_bytes_total",
        "Bytes of those packets, from the Ethernet header, without the frame check sequence.",
        "interface", "direction", "protocol", "ip_version");

    public static MetricDefinition InterfacePackets { get; } = Counter(
        "network_interface_packets_total",
        "All packets, counted on their own: equal to the sum of network_packets_total over protocols.",
        "interface", "direction");

    public static MetricDefinition InterfaceBytes { get; } = Counter(
        "network_interface_bytes_total",
        "All bytes, counted on their own: equal to the sum of network_bytes_total over protocols.",
        "interface", "direction");

    public static MetricDefinition CoalescedPackets { get; } = Counter(
        "network_coalesced_packets_total",
        "Packets on the wire that GRO or GSO folded away: included in network_packets_total, never packets of their own in this kernel.",
        "interface", "direction");

    public static MetricDefinition CoalescedBytes { get; } = Counter(
        "network_coalesced_bytes_total",
        "Header bytes on the wire that GRO or GSO folded away: included in network_bytes_total.",
        "interface", "direction");

    public static MetricDefinition EstimatedPackets { get; } = Counter(
        "network_estimated_packets_total",
        "Packets whose bytes on the wire had to be estimated.",
        "interface", "direction");

    public static MetricDefinition OutOfReachPackets { get; } = Counter(
        "network_out_of_reach_packets_total",
        "Packets whose headers could not be reached in memory: in the totals, and in the class that what was in reach tells.",
        "interface", "direction");

    public static MetricDefinition Malformed { get; } = Counter(
        "network_malformed_total",
        "Packets that could not be read at a layer: cut short, or a chain longer than is followed.",
        "interface", "direction", "layer");

    public static MetricDefinition Fragments { get; } = Counter(
        "network_fragments_total",
        "IP fragments, first ones included.",
        "interface", "direction");

    public static MetricDefinition VlanPackets { get; } = Counter(
        "network_vlan_packets_total",
        "Packets with VLAN tags, by number of tags.",
        "interface", "direction", "tags");

    public static MetricDefinition BroadcastPackets { get; } = Counter(
        "network_broadcast_packets_total",
        "Packets to the link-layer broadcast address.",
        "interface", "direction");

    public static MetricDefinition MulticastPackets { get; } = Counter(
        "network_multicast_packets_total",
        "Packets to a link-layer multicast address.",
        "interface", "direction");

    public static MetricDefinition TcpFlags { get; } = Counter(
        "network_tcp_flags_total",
        "TCP packets that carry a flag; a packet counts once for each of its flags.",
        "interface", "direction", "flag");

    public static MetricDefinition PacketsBySize { get; } = Counter(
        "network_packets_by_size_total",
        "Packets by frame size in bytes; each packet is in one range.",
        "interface", "direction", "size");

    public static MetricDefinition UncountedPackets { get; } = Counter(
        "network_uncounted_packets_total",
        "Packets that the kernel's own counters saw while no program was attached after the first attachment: an upper bound.",
        "interface", "direction");

    public static MetricDefinition KernelPackets { get; } = Counter(
        "network_kernel_packets_total",
        "The kernel's own count of packets; a driver may count coalesced packets as one.",
        "interface", "direction");

    public static MetricDefinition KernelBytes { get; } = Counter(
        "network_kernel_bytes_total",
        "The kernel's own count of bytes.",
        "interface", "direction");

    public static MetricDefinition KernelErrors { get; } = Counter(
        "network_kernel_errors_total",
        "Errors by the kernel's own count.",
        "interface", "direction");

    public static MetricDefinition KernelDropped { get; } = Counter(
        "network_kernel_dropped_total",
        "Packets dropped by the kernel's own count, for want of room or of a protocol.",
        "interface", "direction");

    public static MetricDefinition KernelMissed { get; } = Counter(
        "network_kernel_missed_total",
        "Packets that the NIC itself dropped for want of buffers, by the kernel's own count; rx only.",
        "interface", "direction");

    public static MetricDefinition KernelNoHandler { get; } = Counter(
        "network_kernel_nohandler_total",
        "Packets dropped on an inactive device of a group, by the kernel's own count; rx only.",
        "interface", "direction");

    public static MetricDefinition ActiveFlows { get; } = Gauge(
        "network_flows_active",
        "Flows that were not silent for longer than netmonitor.flows.idle-timeout: each 5-tuple, at each NIC and in each direction.");

    public static MetricDefinition NewFlows { get; } = Counter(
        "network_flows_new_total",
        "Flows that were not held when their first packet was told; one that comes back after it was forgotten is new again.");

    public static MetricDefinition DistinctSources { get; } = Gauge(
        "network_distinct_sources",
        "Addresses that sent something within the last minute (six parts of ten seconds, the youngest still filling), over all NICs: an estimate with a standard error of 1.6 %.");

    public static MetricDefinition DistinctDestinations { get; } = Gauge(
        "network_distinct_destinations",
        "Addresses that something was sent to within the last minute, as network_distinct_sources.");

    public static MetricDefinition DistinctFlows { get; } = Gauge(
        "network_distinct_flows",
        "5-tuples within the last minute, as network_distinct_sources; one that crosses several NICs counts once.");

    public static MetricDefinition FlowCoverage { get; } = Gauge(
        "network_flow_coverage_ratio",
        "Of the packets that have a flow, the share that is in one, since flows of the NIC are counted; the rest is in netmonitor_flow_overflow_packets_total.",
        "interface", "direction");

    public static MetricDefinition FlowSlots { get; } = Gauge(
        "network_flow_slots",
        "Flows per window that the NIC has room for where its packets are counted; 0: its flows are not counted.",
        "interface");

    public static MetricDefinition FlowSlotsWanted { get; } = Gauge(
        "network_flow_slots_wanted",
        "Flows per window that were asked for; more than network_flow_slots where the budget did not suffice.",
        "interface");

    public static MetricDefinition TopBytes { get; } = Gauge(
        "network_flow_top_bytes",
        "Bytes of the flows held, by pair of hosts: the netmonitor.flows.top largest of the NIC and direction, and all others under src and dst other. Together all that is held. A pair that leaves the top takes its series along.",
        "interface", "direction", "src", "dst");

    public static MetricDefinition InterfaceInfo { get; } = Gauge(
        "network_interface_info",
        "Always 1. mode is none while nothing is attached; reason says why the mode was chosen, or why nothing is attached; source says where the counts come from, none before the first reading.",
        "interface", "mode", "reason", "driver", "kind", "mac", "source");

    public static MetricDefinition InterfaceUp { get; } = Gauge(
        "network_interface_up",
        "1 while the NIC is up, by the kernel's word.",
        "interface");

    public static MetricDefinition InterfaceMtu { get; } = Gauge(
        "network_interface_mtu_bytes",
        "Largest packet of the NIC, without its link-layer header.",
        "interface");

    public static MetricDefinition InterfaceSpeed { get; } = Gauge(
        "network_interface_speed_bytes_per_second",
        "Speed of the link, where it knows one.",
        "interface");

    public static MetricDefinition Utilisation { get; } = Gauge(
        "network_utilisation_ratio",
        "Share of the link's speed that was used between the last two readings, where the speed is known.",
        "interface", "direction");

    public static MetricDefinition Interfaces { get; } = Gauge(
        "netmonitor_interfaces",
        "NICs that are followed, counting or not.");

    public static MetricDefinition InterfaceCondition { get; } = Gauge(
        "netmonitor_interface_condition",
        "1 for the condition that the NIC's attachment is in, 0 for the others.",
        "interface", "condition");

    public static MetricDefinition InterfaceRestarts { get; } = Counter(
        "netmonitor_interface_restarts_total",
        "How often counting on the NIC was started anew after a failure.",
        "interface");

    public static MetricDefinition LateReadings { get; } = Counter(
        "netmonitor_interface_late_readings_total",
        "Readings skipped because the one before was still waiting for the kernel.",
        "interface");

    public static MetricDefinition ReadDuration { get; } = Gauge(
        "netmonitor_read_duration_seconds",
        "How long the last reading of the NIC took, without the wait for the kernel.",
        "interface");

    public static MetricDefinition ReadAge { get; } = Gauge(
        "netmonitor_read_age_seconds",
        "How long ago the counters shown here were read.",
        "interface");

    public static MetricDefinition FlowOverflowPackets { get; } = Counter(
        "netmonitor_flow_overflow_packets_total",
        "Packets that have a flow and could not be put into one.",
        "interface", "direction", "reason");

    public static MetricDefinition FlowOverflowBytes { get; } = Counter(
        "netmonitor_flow_overflow_bytes_total",
        "Bytes of those packets.",
        "interface", "direction", "reason");

    public static MetricDefinition FlowIdentityDifference { get; } = Gauge(
        "netmonitor_flow_identity_difference_packets",
        "By how many packets the total, the classes, the flows and the overflow of all closed windows disagree: the sum of all differences without their signs. 0, or something is wrong.",
        "interface", "direction");

    public static MetricDefinition FlowMapBytes { get; } = Gauge(
        "netmonitor_flow_map_bytes",
        "Kernel memory for the NIC's flows: both halves of its table and the ring.",
        "interface");

    public static MetricDefinition LedgerFlows { get; } = Gauge(
        "netmonitor_flow_ledger_flows",
        "Flows held, active or not.");

    public static MetricDefinition LedgerCapacity { get; } = Gauge(
        "netmonitor_flow_ledger_capacity",
        "Flows that can be held: netmonitor.flows.capacity.");

    public static MetricDefinition FoldedFlows { get; } = Counter(
        "netmonitor_flows_folded_total",
        "Flows that were summed up as other because the ledger was full.");

    public static MetricDefinition BuildInfo { get; } = Gauge(
        "netmonitor_build_info",
        "Always 1.",
        "version", "runtime");

    public static MetricDefinition StartTime { get; } = Gauge(
        "netmonitor_start_time_seconds",
        "When this process started, in seconds since 1970.");

    public static MetricDefinition CpuTime { get; } = Counter(
        "netmonitor_cpu_seconds_total",
        "Processor time that this process has used.");

    public static MetricDefinition ResidentMemory { get; } = Gauge(
        "netmonitor_resident_memory_bytes",
        "Memory of this process that is in RAM, mapped BPF memory included.");

    public static MetricDefinition ActorRestarts { get; } = Counter(
        "netmonitor_actor_restarts_total",
        "How often the actor was made anew after a failure. actor is its path, as pbm net actors shows it.",
        "actor");

    public static MetricDefinition ActorBackoff { get; } = Gauge(
        "netmonitor_actor_backoff_seconds",
        "How long the actor rests before it is made anew, from its failure on; 0 while it does not rest.",
        "actor");

    public static MetricDefinition ActorMailbox { get; } = Gauge(
        "netmonitor_actor_mailbox_depth",
        "Messages that wait for the actor; no series while nobody lives there.",
        "actor");

    public static MetricDefinition ActorLastFailure { get; } = Gauge(
        "netmonitor_actor_last_failure_timestamp_seconds",
        "When the actor last failed, in seconds since 1970, and of what kind; stands after recovery. pbm net actors has the words.",
        "actor", "kind");

    public static ImmutableArray<MetricDefinition> All => [.. Defined];

    private static MetricDefinition Counter(string name, string help, params ImmutableArray<string> labels) =>
        Define(new MetricDefinition(name, MetricKind.Counter, help, labels));

    private static MetricDefinition Gauge(string name, string help, params ImmutableArray<string> labels) =>
        Define(new MetricDefinition(name, MetricKind.Gauge, help, labels));

    private static MetricDefinition Define(MetricDefinition definition)
    {
        Defined.Add(definition);
        return definition;
    }
}
