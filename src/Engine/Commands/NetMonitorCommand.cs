using System.CommandLine;

namespace NetMonitor.Engine.Commands;

/// <summary>The command line.</summary>
public static class NetMonitorCommand
{
    /// <summary>A command that is told to end, by SIGTERM or SIGINT, has so long; then the process ends without it.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(2);

    public static async Task<ExitCode> RunAsync(string[] arguments, Surroundings surroundings, CancellationToken stop = default)
    {
        var root = new RootCommand("Counts every packet on every NIC, in the kernel, and answers Prometheus.")
        {
            RunCommand.Create(surroundings),
            InterfacesCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            VerifyCommand.Create(surroundings),
            CleanupCommand.Create(surroundings),
            CompletionCommand.Create(surroundings),
        };
        ExampleHelp.ReplaceIn(root);
        PlainVersion.ReplaceIn(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Fail(surroundings, ExitCode.Usage, $"{parsed.Errors[0].Message} ('{Help(parsed)}' lists what there is)");
        }

        try
        {
            return (ExitCode)await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = surroundings.Output,
                    Error = surroundings.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = EndsWithin,
                },
                stop);
        }
        catch (StartFailure failure)
        {
            return Fail(surroundings, failure.ExitCode, failure.Message);
        }
    }

    private static ExitCode Fail(Surroundings surroundings, ExitCode exitCode, string message)
    {
        foreach (var line in message.Split('\n'))
        {
            surroundings.Error.WriteLine($"netmonitor: {line.Trim()}");
        }

        return exitCode;
    }

    private static string Help(ParseResult parsed) => parsed.CommandResult.Command is RootCommand
        ? "netmonitor --help"
        : $"netmonitor {parsed.CommandResult.Command.Name} --help";
}
