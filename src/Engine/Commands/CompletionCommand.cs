using System.CommandLine;

namespace NetMonitor.Engine.Commands;

/// <summary><c>netmonitor completion</c>: a script for a shell.</summary>
public static class CompletionCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell to complete in" };
        _ = shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        var command = new Command("completion", "Prints a script that completes this command line in a shell") { shell };
        command.SetAction(parsed =>
        {
            surroundings.Output.Write(CompletionScript.For(parsed.GetRequiredValue(shell)));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
