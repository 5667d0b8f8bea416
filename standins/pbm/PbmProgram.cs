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
            if (invocation.Words.Length > 0)
            {
                return await new Commands(await HostConnection.OpenAsync(address), output).RunAsync(invocation.Words, CancellationToken.None);
            }

            return Console.IsInputRedirected || Console.IsOutputRedirected
                ? await Script.RunAsync(await HostConnection.OpenAsync(address), Console.In, output)
                : await Terminal.RunAsync(address, await HostConnection.OpenAsync(address), output);
        }
        catch (NoConnectionException e)
        {
            output.Write(e.Message, true);
            return ExitCode.NoConnection;
        }
    }
}
