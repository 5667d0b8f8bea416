using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Snapshot;

/// <summary>A host as JSON: what <c>/api/v1/host</c> answers.</summary>
public static class HostJson
{
    private static readonly JsonObject<HostView> ProcessShape = new JsonObject<HostView>("process", "The process that counts.")
        .Text("version", "Of NetMonitor", view => view.Process.Version)
        .Text("runtime", "Of .NET", view => view.Process.Runtime)
        .Moment("started_at", "When it was started, RFC 3339 in UTC", view => DateTimeOffset.FromUnixTimeMilliseconds((long)(view.Process.StartedAt * 1000)))
        .Number("uptime_seconds", "Since then, by a clock that nobody sets", view => view.Uptime.TotalSeconds)
        .Number("cpu_seconds", "Processor time it has used", view => view.Process.CpuTime.TotalSeconds)
        .Integer("resident_bytes", "Its memory in RAM, mapped BPF memory included", view => view.Process.ResidentBytes);

    private static readonly JsonObject<HostView> TotalShape = new JsonObject<HostView>(
        "total", "What passed the host, each packet once in each direction: the sum over the lowest counted devices. Never steps back within one process.")
        .ObjectOrNull("rx", "What came in; null before the first reading", DirectionJson.Shape, view => view.Total(Direction.Rx))
        .ObjectOrNull("tx", "What went out; null before the first reading", DirectionJson.Shape, view => view.Total(Direction.Tx));

    private static readonly JsonObject<HostView> SumShape = new JsonObject<HostView>(
        "sum_of_nics", "Sums over all NICs, those that are gone included. A packet that crosses two of them, a bond and its member or a bridge and its port, counts at both.")
        .ObjectOrNull("rx", "What came in; null before the first reading", DirectionJson.Shape, view => view.SumOfNics(Direction.Rx))
        .ObjectOrNull("tx", "What went out; null before the first reading", DirectionJson.Shape, view => view.SumOfNics(Direction.Tx));

    public static JsonObject<HostView> Shape { get; } = new JsonObject<HostView>(
        "host", "All that one host counted, as of one moment. Whole numbers are written with all their digits, also beyond 2^53: a reader "
            + "that keeps numbers as doubles, as JavaScript does, loses their last digits there, never their size.")
        .Text("host", "The host's name", view => view.Host)
        .Object("process", "The process that counts", ProcessShape, view => view)
        .Integer("sequence", "Grows with every change of what follows, within one process", view => view.Snapshot.Sequence)
        .NumberOrNull("age_seconds", "Since the newest reading of any NIC; null before the first one", view => view.Age?.TotalSeconds)
        .List("interfaces", "The NICs, by name; with ?interface= those that match", InterfaceJson.Shape, view => view.Shown)
        .Object("total", "Each packet of the host once, also with ?interface=", TotalShape, view => view)
        .Object("sum_of_nics", "Each packet on every NIC that it crosses, also with ?interface=", SumShape, view => view);
}
