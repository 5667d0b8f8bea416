using System.Text;
using NetMonitor.Engine.Commands;
using NetMonitor.Engine.Diagnosis;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Tests.Commands;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>docs/commands.md shows what the real program says of itself.</summary>
public sealed class CommandsPageSpec
{
    private const string Introduction = """
        # The command line

        What `--help` says of each command, and what `--json` answers. Answers go to stdout, everything else to stderr. Exit codes: 0 ended as it was
        told to, 1 a fault of the program, 2 command line or configuration, 3 a capability is missing, 4 the kernel refused.

        None of `interfaces`, `doctor`, `verify` and `completion` attaches or changes anything; `cleanup` only removes ([pins](pins.md)). `interfaces`, `doctor` and `completion` need no rights: what cannot be
        seen without them is said to be unknown. `doctor` takes the flags of `run` and ends with the exit code that `run` with the same flags would end with.

        On a terminal `run` shows a live view of the NICs, below the log; `--no-live`, `TERM=dumb` or a redirected stdout leave lines of log alone. Colours go
        where `NO_COLOR` is set.

        In JSON every member is always there; `null` stands for what is not known.

        """;

    private static readonly (string Name, JsonShape? Shape)[] Commands =
    [
        ("", null),
        ("run", null),
        ("interfaces", InterfaceReport.Shape),
        ("doctor", DoctorReport.Shape),
        ("verify", Verification.Shape),
        ("cleanup", null),
        ("completion", null),
    ];

    [Fact]
    public void CommandsPage_should_show_what_the_program_says()
    {
        var page = new StringBuilder(Introduction);
        foreach (var (name, shape) in Commands)
        {
            var help = RealProgram.Run([.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Require().Output;
            _ = page.Append($"\n## netmonitor {name}".TrimEnd()).Append("\n\n```text\n").Append(help).Append("```\n");
            if (shape is not null)
            {
                _ = page.Append(ShapeTables.Of(shape.WithInner(), "###"));
            }
        }

        Document.ShouldBe("docs/commands.md", page.ToString());
    }

    [Fact]
    public void Every_command_should_be_on_the_page()
    {
        var help = RealProgram.Run("--help").Require().Output;
        var commands = help[help.IndexOf("Commands:", StringComparison.Ordinal)..help.IndexOf("Examples:", StringComparison.Ordinal)].Split('\n').Skip(1)
            .Select(line => line.Trim().Split(' ')[0])
            .Where(name => name.Length > 0);

        Assert.Equal(Commands.Select(command => command.Name).Skip(1), commands);
    }

    [Fact]
    public void Version_should_be_one_line() => Assert.Matches(@"\Anetmonitor [0-9]+\.[0-9]+\.[0-9]+\S*\n\z", RealProgram.Run("--version").Require().Output);
}
