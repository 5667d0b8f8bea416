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

    public static MetricDefinition HostPackets { get; } = Counter(
        "network_host_packets_total",
        "Packets of the whole host, gone NICs included. view once: each packet once in each direction, the sum over the lowest counted devices; view each_nic: on every NIC that it crosses. Begins when each NIC was read once.",
        "view", "direction");

    public static MetricDefinition HostBytes { get; } = Counter(
        "network_host_bytes_total",
        "Bytes of those packets.",
        "view", "direction");

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

    public static MetricDefinition AuditErrorPackets { get; } = Gauge(
        "network_audit_error_packets",
        "Our count of packets minus the kernel's own, in packets as the kernel counts them, as far as two readings in a row agree: below 0 where we missed packets that the kernel saw.",
        "interface", "direction");

    public static MetricDefinition AuditErrorRatio { get; } = Gauge(
        "network_audit_error_ratio",
        "network_audit_error_packets as a share of the packets that were compared.",
        "interface", "direction");

    public static MetricDefinition AuditUncertainty { get; } = Gauge(
        "network_audit_uncertainty_packets",
        "How many packets an error has to exceed to show at present: what passed during the last grace period, and during the quietest one so far. It does not add up.",
        "interface", "direction");

    public static MetricDefinition AuditDrifting { get; } = Gauge(
        "network_audit_drifting",
        "1 while the error has grown over three readings in a row, and until it has not over three others; 0 else.",
        "interface", "direction");

    public static MetricDefinition AuditRebases { get; } = Counter(
        "network_audit_rebases_total",
        "How often the kernel's own counter stepped back, and the comparison began anew.",
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
        "Always 1. mode is none while nothing is attached; reason says why the mode was chosen, or why nothing is attached; source says where the counts come from, none before the first reading; role says what the NIC is to the host.",
        "interface", "mode", "reason", "driver", "kind", "role", "mac", "source");

    public static MetricDefinition InterfaceForHost { get; } = Gauge(
        "network_interface_counted_for_host",
        "1 where the host's total takes the packets of this direction from this NIC, 0 where it has them from elsewhere: place says from where.",
        "interface", "direction", "place");

    public static MetricDefinition InterfaceBelow { get; } = Gauge(
        "network_interface_below_info",
        "Always 1: the NIC lies on the device below, as a vlan on its parent, a tunnel on its underlay, a bridge or bond on its ports. below may be a device that is not counted.",
        "interface", "below");

    public static MetricDefinition InterfacePinned { get; } = Gauge(
        "network_interface_pinned",
        "1 while counting goes on when this process ends, 0 while it ends with it; no series while nothing is attached.",
        "interface");

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

    public static MetricDefinition CpuShare { get; } = Gauge(
        "netmonitor_cpu_ratio",
        "Share of one core that this process used within netmonitor.budget.window; what the kernel spends in the programs is not in it.");

    public static MetricDefinition PrivateMemory { get; } = Gauge(
        "netmonitor_private_memory_bytes",
        "Anonymous memory of this process that is in RAM.");

    public static MetricDefinition MappedMemory { get; } = Gauge(
        "netmonitor_mapped_memory_bytes",
        "BPF memory of all NICs; all of it is mapped, and in netmonitor_resident_memory_bytes.");

    public static MetricDefinition HeapMemory { get; } = Gauge(
        "netmonitor_heap_memory_bytes",
        "The collector's heap after its last collection.");

    public static MetricDefinition AllocatedMemory { get; } = Counter(
        "netmonitor_allocated_bytes_total",
        "Memory that was allocated for the collector, by all threads.");

    public static MetricDefinition Collections { get; } = Counter(
        "netmonitor_collections_total",
        "Collections of garbage, of all generations.");

    public static MetricDefinition CollectorPause { get; } = Counter(
        "netmonitor_collector_pause_seconds_total",
        "How long all threads stood still for the collector.");

    public static MetricDefinition MapBytes { get; } = Gauge(
        "netmonitor_map_bytes",
        "BPF memory of the NIC: counters and control, and netmonitor_flow_map_bytes.",
        "interface");

    public static MetricDefinition ReadCpu { get; } = Gauge(
        "netmonitor_read_cpu_seconds",
        "Processor time of the last reading of the NIC: closing its window, reading it, taking its flows.",
        "interface");

    public static MetricDefinition ReadAllocated { get; } = Gauge(
        "netmonitor_read_allocated_bytes",
        "Memory that the last reading of the NIC allocated for the collector.",
        "interface");

    public static MetricDefinition ReadWait { get; } = Gauge(
        "netmonitor_read_wait_seconds",
        "How long the last reading of the NIC waited for the kernel's grace period, asleep.",
        "interface");

    public static MetricDefinition ProgramRun { get; } = Gauge(
        "netmonitor_program_run_seconds",
        "What one run of the program takes, the mean of netmonitor_program_measured_runs. A run is a packet as the kernel passes it. method run_stats: the program on the NIC, the cost of measuring included; test_run: a copy on one frame, less what a program takes that does nothing.",
        "interface", "direction", "program", "method");

    public static MetricDefinition ProgramRuns { get; } = Gauge(
        "netmonitor_program_measured_runs",
        "Runs that were measured for netmonitor_program_run_seconds.",
        "interface", "direction", "program", "method");

    public static MetricDefinition BudgetStep { get; } = Gauge(
        "netmonitor_budget_step",
        "How many steps the precision of flows is below full, to keep to netmonitor.budget; 0 is full. Packets are counted all at every step.");

    public static MetricDefinition BudgetInfo { get; } = Gauge(
        "netmonitor_budget_info",
        "Always 1. precision names the step; cause is the limit that the last step was taken for, none at full precision.",
        "precision", "cause");

    public static MetricDefinition BudgetSteps { get; } = Counter(
        "netmonitor_budget_steps_total",
        "How often the precision was changed, either way.");

    public static MetricDefinition BudgetCpu { get; } = Gauge(
        "netmonitor_budget_cpu_ratio",
        "Share of one core that netmonitor_cpu_ratio may have: netmonitor.budget.cpu. There is none where it is off.");

    public static MetricDefinition BudgetMemory { get; } = Gauge(
        "netmonitor_budget_memory_bytes",
        "What netmonitor_resident_memory_bytes may have: netmonitor.budget.memory. There is none where it is off.");

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
