using NetMonitor.Pbm.Connection;

namespace NetMonitor.Pbm.Session;

/// <summary>A session without a terminal: a command per line, and nothing but answers in the output.</summary>
internal static class Script
{
    /// <returns>Success when every command had it.</returns>
    public static async Task<ExitCode> RunAsync(HostConnection host, TextReader input, Output output)
    {
        var commands = new Commands(host, output);
        var code = ExitCode.Success;
        while (await input.ReadLineAsync() is { } line)
        {
            var words = Commands.Words(line);
            if (words is [Commands.Exit])
            {
                break;
            }

            if (words.Length > 0 && await commands.RunAsync(words, CancellationToken.None) != ExitCode.Success)
            {
                code = ExitCode.Errored;
            }
        }

        return code;
    }
}
