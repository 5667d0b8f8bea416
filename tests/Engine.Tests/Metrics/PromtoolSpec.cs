using System.Diagnostics;
using NetMonitor.Engine.Metrics;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Metrics;

public sealed class PromtoolSpec
{
    [ToolFact("promtool")]
    public async Task Promtool_should_find_nothing_to_blame()
    {
        var registry = new MetricRegistry();
        registry.Publish(SampleHost.Samples());

        Assert.Equal((0, ""), await Check(await Exposition.Of(registry)));
    }

    /// <summary>That promtool looks at all: it does blame what is wrong.</summary>
    [ToolFact("promtool")]
    public async Task Promtool_should_blame_a_counter_without_total()
    {
        var (exitCode, blame) = await Check("# HELP network_packets Packets.\n# TYPE network_packets counter\nnetwork_packets 1\n");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("_total", blame, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> Check(string metrics)
    {
        using var process = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(metrics);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output + await error).Trim());
    }
}
