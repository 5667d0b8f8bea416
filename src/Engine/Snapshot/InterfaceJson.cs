using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Snapshot;

/// <summary>One NIC as JSON.</summary>
public static class InterfaceJson
{
    private static readonly JsonObject<KernelCounters> KernelRxShape = new JsonObject<KernelCounters>(
        "kernel_rx", "The kernel's own counters of what came in. Drivers differ in what they count, super-packets among them.")
        .Count("packets", "rx_packets", kernel => kernel.RxPackets)
        .Count("bytes", "rx_bytes", kernel => kernel.RxBytes)
        .Count("errors", "rx_errors", kernel => kernel.RxErrors)
        .Count("dropped", "rx_dropped", kernel => kernel.RxDropped)
        .Count("missed", "rx_missed_errors", kernel => kernel.RxMissed)
        .Count("no_handler", "rx_nohandler", kernel => kernel.RxNoHandler);

    private static readonly JsonObject<KernelCounters> KernelTxShape = new JsonObject<KernelCounters>(
        "kernel_tx", "The kernel's own counters of what went out.")
        .Count("packets", "tx_packets", kernel => kernel.TxPackets)
        .Count("bytes", "tx_bytes", kernel => kernel.TxBytes)
        .Count("errors", "tx_errors", kernel => kernel.TxErrors)
        .Count("dropped", "tx_dropped", kernel => kernel.TxDropped);

    private static readonly JsonObject<InterfaceView> KernelShape = new JsonObject<InterfaceView>(
        "kernel", "The kernel's own counters of the NIC, going on where they stood when the device was made anew.")
        .Object("rx", "What came in", KernelRxShape, view => view.State.Kernel)
        .Object("tx", "What went out", KernelTxShape, view => view.State.Kernel);

    private static readonly JsonObject<RefusedRung> RefusedShape = new JsonObject<RefusedRung>("refused", "A better way of counting that the kernel refused.")
        .Text("mode", "Which", refused => TrafficLabels.Of(refused.Mode), Words<AttachMode>())
        .Text("errno", "The error's name", refused => refused.Errno)
        .Text("meaning", "What stands in the way; may be empty", refused => refused.Meaning);

    public static JsonObject<InterfaceView> Shape { get; } = new JsonObject<InterfaceView>("interface", "One NIC.")
        .Text("name", "Its name now; a NIC that is renamed keeps its index", view => view.State.Link.Name)
        .Object("link", "What the kernel says of it", LinkJson.Shape, view => view.State.Link)
        .Texts("below", "Names of the devices that it lies on: its parent or underlay, its ports or members", view => view.Below)
        .Text("host_total", "Where the host's total has its packets from", view => TrafficLabels.Of(view.State.Place), TrafficLabels.Places)
        .Text("condition", "What its attachment is doing", view => TrafficLabels.Of(view.State.Condition), Words<InterfaceCondition>())
        .Text("mode", "How it is counted; none while nothing is attached", view => TrafficLabels.Of(view.State.Attachment?.Mode), [.. Words<AttachMode>(), "none"])
        .Text("source", "Where its counts come from; none before the first reading", view => TrafficLabels.Of(view.State.Source), [.. Words<CountSource>(), "none"])
        .Text("reason", "Why it is counted in this mode, or why it is not; may be empty", view => view.Reason)
        .Text("endurance", "What ends its counting: process is the end of this process; pinned and adopted outlive it, adopted also began before it; none while nothing is attached", view => TrafficLabels.Of(view.State.Attachment?.Endurance), ["process", "pinned", "adopted", "none"])
        .Text("endurance_reason", "Where it is pinned, or why it ends with the process; may be empty", view => view.State.Attachment?.Endurance.Reason ?? "")
        .List("refused", "What was refused before this mode was reached, the best first", RefusedShape, view => view.State.Attachment?.Refused ?? [])
        .Integer("restarts", "How often its counting was set up anew after a failure", view => view.State.Restarts)
        .Integer("late_readings", "Readings skipped because the one before was not over", view => view.State.LateReadings)
        .NumberOrNull("age_seconds", "Since the reading that all figures here are of; null before the first one", view => view.Age?.TotalSeconds)
        .ObjectOrNull("rx", "What came in; null before the first reading", DirectionJson.Shape, view => view[Direction.Rx])
        .ObjectOrNull("tx", "What went out; null before the first reading", DirectionJson.Shape, view => view[Direction.Tx])
        .Object("flows", "What there is of its flows", InterfaceFlowsJson.Shape, view => view.Flows)
        .ObjectOrNull("kernel", "Null before the first reading", KernelShape, view => view.Kernel is null ? null : view)
        .ObjectOrNull("audit", "Null where nothing was compared: before the first reading, and where the counts are the kernel's own or made up", AuditJson.Shape, view => view.State.Audit);

    /// <summary>In the order of the enum, as labels.</summary>
    private static ImmutableArray<string> Words<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(name => name.ToLowerInvariant())];
}
