using System.Diagnostics;
using System.Text;
using NetMonitor.Pbm.Connection;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

/// <summary>The client program itself, as it was built.</summary>
internal sealed class PbmRun : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;

    private PbmRun(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _reading = ReadAsync();
    }

    public static string[] Command { get; } = ["dotnet", typeof(HostAddress).Assembly.Location];

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static PbmRun Start(string[] command, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Prepend(("PBM_PATIENCE", "60")))
        {
            start.Environment[name] = value;
        }

        return new PbmRun(start);
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<(int Code, string Output, string Error)> ToEndAsync(string input, params string[] arguments) => EndOfAsync(Start([.. Command, .. arguments]), input);

    /// <summary>Runs it to its end as a user does, with the usual patience for the host.</summary>
    public static Task<(int Code, string Output, string Error)> ImpatientToEndAsync(params string[] arguments) =>
        EndOfAsync(Start([.. Command, .. arguments], ("PBM_PATIENCE", null)), "");

    private static async Task<(int Code, string Output, string Error)> EndOfAsync(PbmRun started, string input)
    {
        using var run = started;
        run.Type(input);
        var error = run._process.StandardError.ReadToEndAsync();
        return (await run.EndAsync(), run.Output, await error);
    }

    public void Type(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    /// <summary>No more is typed.</summary>
    public async Task<int> EndAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it had read all.
        }

        await _process.WaitForExitAsync().WaitAsync(Bound);
        await _reading.WaitAsync(Bound);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(true);
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        var some = new char[4096];
        while (await _process.StandardOutput.ReadAsync(some) is > 0 and var read)
        {
            lock (_output)
            {
                _output.Append(some, 0, read);
            }
        }
    }
}
