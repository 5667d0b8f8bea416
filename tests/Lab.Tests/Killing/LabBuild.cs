using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>One project, built into a folder.</summary>
internal sealed class LabBuild : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    private readonly LabProcess _process;

    public LabBuild(string project, string output)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet, ["build", project, "-c", "Release", "-o", output, "-nodeReuse:false", "-v", "quiet", "-p:Analyzers=false"])
        {
            WorkingDirectory = Path.GetDirectoryName(project),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test's own host leaves variables that lead another build astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            _ = start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        _process = new LabProcess(Process.Start(start)!);
        Assert.True(_process.WaitForExit(Bound) == 0, _process.Output + _process.Error);
    }

    public void Dispose() => _process.Dispose();
}
