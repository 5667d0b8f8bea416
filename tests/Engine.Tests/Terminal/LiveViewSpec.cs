using NetMonitor.Engine.Tests.Commands;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Terminal;

/// <summary>The live view as somebody sees it who runs the program.</summary>
public sealed class LiveViewSpec
{
    private const string Run = "run --simulate --nics 3 --interval 100ms --http 127.0.0.1:0 --pbm off";

    private const string CtrlC = "\x03";

    [ToolFact("script")]
    public async Task Run_should_show_a_line_for_every_nic_and_give_the_terminal_back_on_ctrl_c()
    {
        using var terminal = PseudoTerminal.Run("TERM=xterm-256color", 100, 24, Run);
        await terminal.Shows("\e[9A", times: 5);
        terminal.Type(CtrlC);
        Assert.Equal(0, await terminal.End());

        var screen = new EmulatedTerminal(100, 24);
        screen.Write(terminal.Shown);
        var rows = screen.Rows.ToList();
        Assert.True(screen.ShowsCursor);
        Assert.StartsWith("listening on http://127.0.0.1:", rows[0], StringComparison.Ordinal);
        Assert.Single(rows, row => row.StartsWith("SIMULATED", StringComparison.Ordinal));
        Assert.Single(rows, row => row.Contains("info: Agent: told to end", StringComparison.Ordinal));
        Assert.Equal("SIMULATED", rows[^9][..9]);
        Assert.All(rows[^7..^4], (row, nic) => Assert.Matches($@"^sim{nic} +simulated counting( +[0-9.]+[kM]?){{4}} 70% 20% 10% +<?\d+%$", row));
        Assert.Matches(@"^host +3 NICs( +[0-9.]+[kM]?){4} 70% 20% 10% +-$", rows[^4]);
        Assert.Matches(@"^in 00:00:\d\d counted: rx .*packets, .*B, tx ", rows[^3]);
        Assert.Matches(@"^[0-9.k]+ flows held; [0-9.]+ % of all packets with a flow are in one$", rows[^2]);
        Assert.Matches(@"^http://127\.0\.0\.1:\d+/metrics   Ctrl-C ends$", rows[^1]);
    }

    [ToolFact("script")]
    public async Task Run_should_give_the_terminal_back_when_it_is_told_to_end()
    {
        using var terminal = PseudoTerminal.Run("TERM=xterm", 80, 24, Run);
        await terminal.Shows("\e[9A", times: 2);
        var id = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .First(one => int.TryParse(one, out _) && Arguments(one!).Contains(Run.Replace(' ', '\0'), StringComparison.Ordinal) && Arguments(one!).StartsWith("/", StringComparison.Ordinal));
        _ = Tool.Run("kill", "-TERM", id!).Require();

        _ = await terminal.End();
        Assert.EndsWith("\e[?25h", terminal.Shown.TrimEnd(), StringComparison.Ordinal);
    }

    [ToolFact("script")]
    public async Task Run_should_use_no_colours_where_they_are_not_wanted()
    {
        using var terminal = PseudoTerminal.Run("TERM=xterm NO_COLOR=1", 80, 24, Run);
        await terminal.Shows("\e[9A", times: 2);
        terminal.Type(CtrlC);

        Assert.Equal(0, await terminal.End());
        Assert.DoesNotMatch(@"\e\[[0-9;]*m", terminal.Shown);
    }

    [ToolTheory("script")]
    [InlineData("TERM=dumb", "")]
    [InlineData("-u TERM", "")]
    [InlineData("TERM=xterm", "--no-live")]
    public async Task Run_should_only_log_where_there_is_no_live_view(string environment, string flag)
    {
        using var terminal = PseudoTerminal.Run(environment, 80, 24, $"{Run} {flag}");
        await terminal.Shows("sim2: attached");
        terminal.Type(CtrlC);

        Assert.Equal(0, await terminal.End());
        Assert.DoesNotContain("\e[?25l", terminal.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Ctrl-C ends", terminal.Shown, StringComparison.Ordinal);
    }

    [ToolFact("bash", "timeout")]
    public void Run_should_write_no_sequence_where_stdout_is_no_terminal()
    {
        var script = $"""
            log=$(mktemp)
            env DOTNET_ROOT={RealProgram.Runtime} TERM=xterm {RealProgram.Path} {Run} 2>"$log" &
            until grep -q 'sim2: attached' "$log"; do sleep 0.1; done
            kill -TERM $!
            wait $!
            cat "$log" >&2
            rm "$log"
            """;
        var ended = Tool.Run("timeout", "60", "bash", "-c", script);

        Assert.DoesNotContain('\e', ended.Output + ended.Error);
        Assert.Matches(@"\Alistening on \S+\n\z", ended.Output);
        Assert.Contains("told to end", ended.Error, StringComparison.Ordinal);
    }

    [ToolFact("script")]
    public async Task Failure_should_be_a_plain_line_also_on_a_terminal()
    {
        using var terminal = PseudoTerminal.Run("TERM=xterm", 80, 24, "run --simulate --pbm off --http 192.0.2.1:1");

        Assert.Equal(2, await terminal.End());
        Assert.Contains("netmonitor: --http: cannot listen on 192.0.2.1:1", terminal.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[?25l", terminal.Shown, StringComparison.Ordinal);
    }

    private static string Arguments(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
