using System.Globalization;
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
            return await RunAsync(address, () => HostConnection.OpenAsync(address, Patience()), invocation.Words, output);
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

    private static async Task<ExitCode> RunAsync(HostAddress address, Func<Task<HostConnection>> connect, string[] words, Output output)
    {
        if (words.Length > 0)
        {
            return await new Commands(await connect(), output).RunAsync(words, CancellationToken.None);
        }

        return Console.IsInputRedirected || Console.IsOutputRedirected
            ? await Script.RunAsync(await connect(), Console.In, output)
            : await Terminal.RunAsync(address, connect, output);
    }

    // What is no number of seconds is as if it were not there.
    private static TimeSpan Patience() =>
        double.TryParse(Environment.GetEnvironmentVariable("PBM_PATIENCE"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 3600
            ? TimeSpan.FromSeconds(seconds)
            : HostConnection.UsualPatience;
}
