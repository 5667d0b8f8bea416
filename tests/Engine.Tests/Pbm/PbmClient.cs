using System.Diagnostics;
using System.Net;

namespace NetMonitor.Engine.Tests.Pbm;

/// <summary>bin/pbm, as it was built beside the tests, once per command.</summary>
internal sealed class PbmClient(IPEndPoint host)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Exit code, standard output and standard error.</summary>
    public async Task<(int ExitCode, string Output, string Error)> Run(string line)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var word in new[] { Path.Combine(AppContext.BaseDirectory, "pbm.dll"), host.ToString() }.Concat(line.Split(' ')))
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Bound);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>What was said on standard output.</summary>
    public async Task<string> Answer(string line)
    {
        var (exitCode, output, error) = await Run(line);
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    /// <summary>What was said on standard error.</summary>
    public async Task<string> Refusal(string line)
    {
        var (exitCode, output, error) = await Run(line);
        Assert.Equal((1, ""), (exitCode, output));
        return error;
    }
}
