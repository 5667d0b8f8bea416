using NetMonitor.Pbm.Connection;
using NetMonitor.Pbm.Session;

namespace NetMonitor.Pbm;

internal static class PbmProgram
{
    public static async Task<ExitCode> RunAsync(string[] arguments)
    {
        var output = Output.OfProcess();
        var invocation = Invocation.Read(arguments);
        if (invocation.Address is not { } address)
        {
            var isHelp = invocation.Complaint is null;
            output.Write(isHelp ? Invocation.Usage : $"{invocation.Complaint}\n{Invocation.Usage}", !isHelp);
            return isHelp ? ExitCode.Success : ExitCode.Usage;
        }

        try
        {
            return await RunAsync(address, invocation.Words, output);
        }
        catch (OutputClosedException)
        {
            return ExitCode.OutputClosed;
        }
        catch (NoConnectionException e)
        {
            output.Write(e.Message, true);
            return ExitCode.NoConnection;
        }
    }

    private static async Task<ExitCode> RunAsync(HostAddress address, string[] words, Output output)
    {
        if (words.Length > 0)
        {
            return await new Commands(await HostConnection.OpenAsync(address), output).RunAsync(words, CancellationToken.None);
        }

        return Console.IsInputRedirected || Console.IsOutputRedirected
            ? await Script.RunAsync(await HostConnection.OpenAsync(address), Console.In, output)
            : await Terminal.RunAsync(address, await HostConnection.OpenAsync(address), output);
    }
}
