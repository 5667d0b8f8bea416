using System.Diagnostics;

namespace NetMonitor.Lab;

/// <summary>Runs a command to its end, never longer than a minute.</summary>
public static class Tool
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    public static ToolResult Run(string command, params string[] arguments) => RunWith("", command, arguments);

    public static ToolResult RunWith(string input, string command, params string[] arguments) =>
        Finish(Start(command, arguments), input);

    /// <summary>Forks on the calling thread, so the child starts in that thread's network namespace.</summary>
    internal static Process Start(string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start");
    }

    internal static ToolResult Finish(Process process, string input)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            var name = $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}";
            if (!process.WaitForExit(Bound))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{name}: not ended within {Bound}");
            }

            return new ToolResult(name, process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
    }
}
