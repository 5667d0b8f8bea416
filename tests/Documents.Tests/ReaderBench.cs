using NetMonitor.Lab;

namespace NetMonitor.Documents.Tests;

/// <summary>Where the reader of a document types: at the project's root, on a host with the NICs of the documents. For commands that ask a running
/// program there is one, with its defaults; for those that start it there is a host without.</summary>
public sealed class ReaderBench : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Lazy<VethLab> _asking = new(() => WithProgram(VethLab.Create("eth0", "eth1")));
    private readonly Lazy<VethLab> _starting = new(() => VethLab.Create("eth0", "eth1"));

    /// <summary>Types a command into a shell and waits for its end.</summary>
    internal int Finish(string command, out string said)
    {
        if (command.StartsWith("bin/pbm", StringComparison.Ordinal))
        {
            // The order of the documents' commands is nobody's business: each finds the NICs counting.
            using var attached = Type(_asking.Value, "bin/pbm 127.0.0.1:9110 net attach -i eth1");
            _ = attached.WaitForExit(Bound);
        }

        using var process = Type(IsStart(command) ? _starting.Value : _asking.Value, command);
        var exitCode = process.WaitForExit(Bound);
        said = $"{process.Output}\n{process.Error}";
        return exitCode;
    }

    /// <summary>Types a command, waits until it says that it runs, and presses Ctrl-C.</summary>
    internal int Interrupt(string command, out string said)
    {
        using var process = Type(_starting.Value, $"exec {command}");
        Eventually.True(() => process.HasExited || Runs(process), $"{command} runs", Bound);
        var isRunning = !process.HasExited;
        process.Signal(2);
        var exitCode = process.WaitForExit(Bound);
        said = $"{process.Output}\n{process.Error}";
        return isRunning ? exitCode : throw new InvalidOperationException($"it ended by itself with {exitCode}: {said}");
    }

    public void Dispose()
    {
        foreach (var lab in new[] { _asking, _starting }.Where(lab => lab.IsValueCreated))
        {
            lab.Value.Dispose();
        }
    }

    private static bool IsStart(string command) => command.Contains("netmonitor ", StringComparison.Ordinal) || command.StartsWith("deploy/", StringComparison.Ordinal);

    private static bool Runs(LabProcess process) =>
        process.Output.Contains("listening on ", StringComparison.Ordinal) || process.Output.Contains("== it runs", StringComparison.Ordinal);

    private static LabProcess Type(VethLab lab, string command) =>
        lab.Host.Spawn("bash", ["-c", $"set -o pipefail; cd '{LabPaths.Root}'; export PATH=$PATH:$PWD/bin:/usr/sbin:/sbin; {command}"]);

    /// <summary>The program, and some traffic for it to show.</summary>
    private static VethLab WithProgram(VethLab lab)
    {
        var program = lab.Host.Spawn(Path.Combine(LabPaths.Root, "bin", "netmonitor"), ["run", "--interval", "200ms"]);
        Eventually.True(() => program.HasExited || program.Output.Contains("listening on ", StringComparison.Ordinal), "netmonitor listens", Bound);
        var ready = "curl -fs http://127.0.0.1:9460/readyz";
        Eventually.True(() => program.HasExited || lab.Host.Exec("bash", "-c", ready).ExitCode == 0, $"netmonitor ready: {program.Error}", Bound);
        lab["eth1"].SendToHost(1009, Frame.Ethernet().IPv4().Tcp(), Frame.Ethernet().Vlan(5).IPv6().Udp(), Frame.Ethernet().Arp());
        var counted = "curl -s http://127.0.0.1:9460/metrics | grep -q '^network_interface_packets_total{interface=\"eth1\",direction=\"rx\"} 3027$'";
        Eventually.True(() => program.HasExited || lab.Host.Exec("bash", "-c", counted).ExitCode == 0, "the traffic counted", Bound);
        return program.HasExited ? throw new InvalidOperationException($"netmonitor ended: {program.Error} {program.Output}") : lab;
    }
}
