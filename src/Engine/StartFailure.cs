namespace NetMonitor.Engine;

/// <summary>The program cannot do what it was asked to. Ends the process with the exit code, after printing the message as one line
/// <c>netmonitor: ...</c> on stderr: operation, object, likely cause, way out.</summary>
public sealed class StartFailure(ExitCode exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode ExitCode { get; } = exitCode;
}
