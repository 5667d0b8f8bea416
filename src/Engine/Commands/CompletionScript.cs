using System.Collections.Immutable;

namespace NetMonitor.Engine.Commands;

/// <summary>What a shell runs to complete our command line: it asks the program itself, by the directive <c>[suggest:POSITION]</c>,
/// so that it never knows less than the program.</summary>
public static class CompletionScript
{
    private const string Bash = """
        # Completion of netmonitor for bash. Put into ~/.bashrc:  source <(netmonitor completion bash)
        _netmonitor() {
            local suggestions
            suggestions=$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            mapfile -t COMPREPLY < <(compgen -W "${suggestions}" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o bashdefault -o default -F _netmonitor netmonitor

        """;

    private const string Zsh = """
        #compdef netmonitor
        # Completion of netmonitor for zsh. Put into ~/.zshrc, behind compinit:  source <(netmonitor completion zsh)
        _netmonitor() {
            local -a suggestions
            suggestions=("${(@f)$(${words[1]} "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            if (( ${#suggestions[1]} )); then compadd -- "${suggestions[@]}"; else _files; fi
        }
        compdef _netmonitor netmonitor

        """;

    private const string Fish = """
        # Completion of netmonitor for fish. Put into ~/.config/fish/completions/netmonitor.fish:  netmonitor completion fish
        complete -c netmonitor -a '(netmonitor "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'

        """;

    public static ImmutableArray<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };
}
