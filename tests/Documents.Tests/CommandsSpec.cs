using NetMonitor.Lab;

namespace NetMonitor.Documents.Tests;

/// <summary>Whoever types what a document tells gets what it promises: a command that works.</summary>
public sealed class CommandsSpec(ReaderBench bench) : IClassFixture<ReaderBench>
{
    /// <summary>Examples of <c>--help</c>, which is printed as it is and has no place for a reason.</summary>
    private static readonly Dictionary<string, string> NotRunHere = new()
    {
        ["netmonitor doctor --config /etc/netmonitor.conf"] = "the file is the reader's",
        ["netmonitor verify --program ./netmonitor.bpf.o"] = "the file is the reader's",
        ["source <(netmonitor completion zsh)"] = "typed into zsh, not bash",
        ["netmonitor completion fish > ~/.config/fish/completions/netmonitor.fish"] = "the folder is made by fish",
    };

    public static IEnumerable<object[]> Commands => ProjectDocuments.Commands()
        .Where(command => command.NotRun is null && !NotRunHere.ContainsKey(command.Text)).Select(command => new object[] { command.Document, command.Line, command.Text });

    [Fact]
    public void Documents_should_be_found_and_have_commands()
    {
        Assert.Contains("docs/troubleshooting.md", ProjectDocuments.Paths);
        Assert.Contains(ProjectDocuments.Commands(), command => command is { Document: "README.md", Text: "./build.sh run" });
    }

    [Fact]
    public void Commands_that_are_not_run_should_each_be_in_a_document() =>
        Assert.All(NotRunHere.Keys, text => Assert.Contains(ProjectDocuments.Commands(), command => command.Text == text));

    [BpfTheory("ip", "bash", "curl", "grep", "jq", "nsenter", "setpriv", "iperf3", "nginx", "dnsmasq", "host", "ping", "tcpreplay")]
    [MemberData(nameof(Commands))]
    public void Command_should_do_what_the_document_tells(string document, int line, string text)
    {
        Assert.True(File.Exists(Path.Combine(LabPaths.Root, "bin", "netmonitor")), "bin/netmonitor is not there: ./build.sh makes it");
        var typed = TypedCommand.Of(text);
        var (exitCode, said) = Run(typed);
        Assert.True(exitCode == 0, $"{document}:{line}: {typed.Text}: exit {exitCode}: {said}");
    }

    private (int ExitCode, string Said) Run(TypedCommand typed)
    {
        switch (typed.Nature)
        {
            case CommandNature.BuildVerb:
                var help = Tool.Run(Path.Combine(LabPaths.Root, "build.sh"), "help").Require().Output;
                var isVerb = help.Split('\n').Any(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Trim().Split(' ')[0] == typed.Text);
                return (isVerb ? 0 : 1, help);
            case CommandNature.Stays:
                var interrupted = bench.Interrupt(typed.Text, out var told);
                // 128 + SIGINT is how a shell script says that it was told to end.
                return (interrupted == 130 ? 0 : interrupted, told);
            default:
                return (bench.Finish(typed.Text, out var said), said);
        }
    }
}
