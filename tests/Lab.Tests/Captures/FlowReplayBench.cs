using System.Text.Json;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>For each mode a lab with one NIC per capture, bin/netmonitor running on it, and bin/pbm to ask it: the whole way that flows take.</summary>
public sealed class FlowReplayBench : IDisposable
{
    private static readonly VethOptions AsRecorded = new() { Mtu = 65535, Features = "tso off gso off gro off" };

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, VethLab> _modes = [];

    internal VethLab LabFor(string mode)
    {
        if (!_modes.TryGetValue(mode, out var lab))
        {
            lab = Make(mode);
            _modes[mode] = lab;
        }

        return lab;
    }

    /// <summary>What pbm says on standard output.</summary>
    internal static JsonElement Ask(VethLab lab, params string[] words)
    {
        using var answer = JsonDocument.Parse(lab.Host.Exec(Built("pbm"), ["127.0.0.1:9110", "net", .. words, "-o", "json"]).Require().Output);
        return answer.RootElement.Clone();
    }

    public void Dispose()
    {
        foreach (var lab in _modes.Values)
        {
            lab.Dispose();
        }
    }

    private static VethLab Make(string mode)
    {
        var lab = VethLab.Create(AsRecorded, [.. CaptureTruth.All().Select((_, number) => $"cap{number}")]);
        try
        {
            var program = lab.Host.Spawn(Built("netmonitor"), ["run", "--mode", mode, "--interval", "100ms", "--no-live"]);
            Eventually.True(
                () => program.HasExited || lab.Host.Exec("curl", "-fs", "http://127.0.0.1:9460/readyz").ExitCode == 0, $"netmonitor ready: {program.Error}", Bound);
            return program.HasExited ? throw new InvalidOperationException($"netmonitor ended: {program.Error} {program.Output}") : lab;
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    private static string Built(string program)
    {
        var path = Path.Combine(LabPaths.Root, "bin", program);
        return File.Exists(path) ? path : throw new InvalidOperationException($"bin/{program} is not there: ./build.sh makes it");
    }
}
