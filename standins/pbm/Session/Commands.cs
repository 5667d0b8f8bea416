using NetMonitor.Pbm.Connection;

namespace NetMonitor.Pbm.Session;

/// <summary>One command: asked of the host, or answered here from what the host said of itself.</summary>
internal sealed class Commands(HostConnection host, Output output)
{
    public const string Help = "help";
    public const string Exit = "exit";

    public static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="NoConnectionException">The host went before the answer was complete.</exception>
    public async Task<ExitCode> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        if (words is [Help, .. var about] && about.Length < 2)
        {
            var help = HelpText.Of(host.Palettes, about.FirstOrDefault());
            output.Write(help.Text, help.IsError);
            return help.IsError ? ExitCode.Errored : ExitCode.Success;
        }

        var code = ExitCode.Success;
        await foreach (var reply in host.AskAsync(words, cancellationToken).ConfigureAwait(false))
        {
            code = reply.Errored ? ExitCode.Errored : code;
            if (reply.Text.Length > 0)
            {
                output.Write(reply.Text, reply.Errored);
            }
        }

        return code;
    }
}
