namespace NetMonitor.Lab;

/// <summary>How a command ended.</summary>
public sealed record ToolResult(string Command, int ExitCode, string Output, string Error)
{
    /// <exception cref="InvalidOperationException">The command failed; says what it wrote.</exception>
    public ToolResult Require() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"{Command}: exit {ExitCode}: {Error.Trim()} {Output.Trim()}".Trim());
}
