using System.Collections.Immutable;

namespace NetMonitor.Engine.Commands;

/// <summary>Lines to copy, by command.</summary>
public static class Examples
{
    private static readonly ImmutableDictionary<string, ImmutableArray<(string Line, string Meaning)>> ByCommand =
        new Dictionary<string, ImmutableArray<(string Line, string Meaning)>>
        {
            ["run"] =
            [
                ("netmonitor run", "count on every NIC but lo"),
                ("netmonitor run --interface 'eth*' --interval 1s", "some NICs, read every second"),
                ("netmonitor run --exclude 'veth*' --no-live", "leave some out; log lines only, also on a terminal"),
                ("netmonitor run --http 0.0.0.0:9460", "let others than this host ask"),
                ("netmonitor run --detach-on-exit", "leave nothing behind at the end"),
            ],
            ["interfaces"] =
            [
                ("netmonitor interfaces", "the NICs of this host"),
                ("netmonitor interfaces --mode native", "what run --mode native would do"),
                ("netmonitor interfaces --json | jq -r '.interfaces[] | select(.is_chosen).name'", "the names of those that would be counted"),
            ],
            ["doctor"] =
            [
                ("netmonitor doctor", "what is in the way of run"),
                ("netmonitor doctor --config /etc/netmonitor.conf", "the same with the settings of a service"),
                ("netmonitor doctor --json | jq -r '.checks[] | select(.verdict == \"problem\").mend'", "only the lines that mend"),
            ],
            ["verify"] =
            [
                ("netmonitor verify", "does this kernel take the programs?"),
                ("netmonitor verify --program ./netmonitor.bpf.o", "the same for programs just compiled"),
            ],
            ["cleanup"] =
            [
                ("netmonitor cleanup", "take off what was left counting here"),
            ],
            ["completion"] =
            [
                ("source <(netmonitor completion bash)", "in ~/.bashrc"),
                ("source <(netmonitor completion zsh)", "in ~/.zshrc, behind compinit"),
                ("netmonitor completion fish > ~/.config/fish/completions/netmonitor.fish", "once"),
            ],
        }.ToImmutableDictionary();

    private static readonly ImmutableArray<(string Line, string Meaning)> OfRoot =
    [
        ("netmonitor doctor", "would it work here?"),
        ("netmonitor interfaces", "which NICs are there?"),
        ("netmonitor run", "count"),
    ];

    /// <param name="command">Its name; of another than there is, those of the program.</param>
    public static ImmutableArray<(string Line, string Meaning)> Of(string command) => ByCommand.GetValueOrDefault(command, OfRoot);
}
