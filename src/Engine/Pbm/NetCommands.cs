using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Flows;
using Petabridge.Cmd;

namespace NetMonitor.Engine.Pbm;

/// <summary>Every command of the palette <c>net</c>.</summary>
public static class NetCommands
{
    public const string Module = "net";

    /// <summary>Rows in one answer: 10 MB of JSON at the longest, below what a message of pbm may have. HTTP gives as many as there are.</summary>
    public const int MostRows = 10_000;

    public static NetSwitch Output { get; } = new(
        "output", ["-o", "--output"], "table|json", "how to answer", IsMandatory: false, IsRepeatable: false, Default: "table");

    public static NetSwitch Listing { get; } = new(
        "output", ["-o", "--output"], "table|json|csv", "how to answer", IsMandatory: false, IsRepeatable: false, Default: "table");

    public static NetSwitch Shown { get; } = new(
        "interface", ["-i", "--interface"], "NAME|GLOB", "the NICs to show; all without it", IsMandatory: false, IsRepeatable: true, Default: null);

    public static NetSwitch Steered { get; } = new(
        "interface", ["-i", "--interface"], "NAME", "the NIC", IsMandatory: true, IsRepeatable: false, Default: null);

    public static NetSwitch Interval { get; } = new(
        "interval", ["-t", "--interval"], "DURATION", "from 100ms to 1h, as 500ms, 5s or 1m", IsMandatory: true, IsRepeatable: false, Default: null);

    public static NetSwitch Slots { get; } = new(
        "slots", ["-s", "--slots"], "NUMBER|off", $"{FlowSlots.Accepted}, as 65536", IsMandatory: true, IsRepeatable: false, Default: null);

    public static NetCommand Interfaces { get; } = new(
        "interfaces", "Every NIC: what it is, whether it is counted, how, and why or why not", [Output], "net interfaces");

    public static NetCommand Show { get; } = new(
        "show", "What was counted, by NIC, direction and protocol, and the host's sum", [Shown, Output], "net show -i eth1");

    public static NetCommand Audit { get; } = new(
        "audit", "How our counts stand to the kernel's own: the error, what it may hide, and why", [Shown, Output], "net audit -i eth1");

    public static NetCommand Attach { get; } = new(
        "attach", "Counts on a NIC that was taken off, or tries a failing one at once", [Steered, Output], "net attach -i eth1");

    public static NetCommand Detach { get; } = new(
        "detach", "Takes everything off a NIC and leaves it alone until it is attached again", [Steered, Output], "net detach -i eth1");

    public static NetCommand Restart { get; } = new(
        "restart", "Attaches to a NIC anew; one that waits for its next attempt does not wait", [Steered, Output], "net restart -i eth1");

    public static NetCommand SetInterval { get; } = new(
        "interval", "How often a NIC is read from now on", [Steered, Interval, Output], "net interval -i eth1 -t 2s");

    public static NetCommand SetFlowSlots { get; } = new(
        "flow-slots", "How many flows per window a NIC has room for from now on", [Steered, Slots, Output], "net flow-slots -i eth1 -s 262144");

    public static NetCommand Actors { get; } = new(
        "actors", "The tree of actors: state, waiting messages, restarts, last error", [Output], "net actors");

    public static NetCommand Cost { get; } = new(
        "cost", "What all of this costs: time per packet, memory, each reading, the process, and the budget", [Output], "net cost");

    public static NetCommand Top { get; } = new(
        "top",
        "Who sends and receives most: flows summed up by host, pair of hosts, port or 5-tuple",
        [SwitchOf(FlowOption.Count), SwitchOf(FlowOption.By), SwitchOf(FlowOption.TopGroup), SwitchOf(FlowOption.Interface), SwitchOf(FlowOption.Match), Listing],
        "net top -n 5 -group pair");

    public static NetCommand Flows { get; } = new(
        "flows",
        "Every flow, or both ways of each as one conversation",
        [SwitchOf(FlowOption.Count), SwitchOf(FlowOption.FlowsGroup), SwitchOf(FlowOption.Interface), SwitchOf(FlowOption.Match), Listing],
        "net flows -i eth1 -match proto=tcp,port=443");

    public static ImmutableArray<NetCommand> All { get; } = [Interfaces, Show, Audit, Top, Flows, Attach, Detach, Restart, SetInterval, SetFlowSlots, Cost, Actors];

    public static CommandPalette Palette { get; } = new(Module, All.Select(command => command.Definition).ToArray());

    /// <summary>How an option of a question about flows is typed.</summary>
    public static NetSwitch SwitchOf(FlowOption option) => new(
        option.Name,
        option == FlowOption.Count ? ["-n", "--count"] : [option == FlowOption.Interface ? "-i" : $"-{option.Name}", $"--{option.Name}"],
        option.Value,
        option.Description,
        IsMandatory: false,
        IsRepeatable: false,
        option.Default);
}
