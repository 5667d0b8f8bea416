using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Capture;
using NetMonitor.Lab.Tests.Counting;
using NetMonitor.Lab.Tests.Readers;

namespace NetMonitor.Lab.Tests.Pins;

/// <summary>The program puts other programs in the place of those that count, and is killed at a step of it. Whoever comes next finds every packet, once.</summary>
public class KilledAtEachStepSpec
{
    private const int SlotsOfNext = 8192;

    private static readonly Frame Frame = Frame.Ethernet().IPv4().Udp().Payload(101);

    [BpfTheory("ip", "tc", "setpriv", "strace")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public void Totals_should_hold_every_packet_once_when_an_upgrade_is_killed_at_any_step(string mode)
    {
        using var lab = VethLab.Create("eth1");
        var sent = GoOn(lab, mode, 0);
        var log = Path.GetTempFileName();
        try
        {
            _ = Upgrade(lab, mode, null, log);
            sent = GoOn(lab, mode, sent);
            var steps = KilledStep.From(File.ReadAllLines(log));
            Assert.Contains(steps, step => step.Call == "rename");

            // A start takes seconds: of the steps that are alike, pinning and unpinning, some are enough.
            foreach (var step in steps.Where((step, at) => at % 4 == 0 || step.Call == "rename" || step.What.Contains("BPF_LINK", StringComparison.Ordinal) || step.What.Contains("UPDATE", StringComparison.Ordinal)))
            {
                Assert.NotEqual(0, Upgrade(lab, mode, step, log));
                sent = GoOn(lab, mode, sent);
            }
        }
        finally
        {
            File.Delete(log);
        }
    }

    /// <summary>Runs the program with other room for flows, to its end or up to the step.</summary>
    private static int Upgrade(VethLab lab, string mode, KilledStep? killed, string log)
    {
        string[] kill = killed is null ? [] : ["-e", $"inject={killed.Call}:signal=SIGKILL:when={killed.Number}"];
        using var monitor = lab.Host.Spawn(
            "strace",
            [
                "-f", "-qq", "-o", log, "-e", $"trace={KilledStep.Calls}", .. kill,
                .. MonitorProcess.CommandLine, "run", "--mode", mode, "--http", "127.0.0.1:0", "--pbm", "off",
            ],
            new Dictionary<string, string>(MonitorProcess.Surroundings) { ["NETMONITOR_FLOWS_SLOTS"] = $"{SlotsOfNext}" });
        Eventually.True(() => monitor.HasExited || monitor.Error.Contains("attached", StringComparison.Ordinal) || monitor.Output.Contains("attached", StringComparison.Ordinal), $"killed, or attached; {monitor.Output} {monitor.Error}");
        if (killed is null)
        {
            _ = lab.Host.Exec("pkill", "-KILL", "-P", $"{monitor.Id}");
        }

        return monitor.WaitForExit(TimeSpan.FromSeconds(20));
    }

    /// <summary>Looks at what there is, sends more, and looks once more; then leaves it counting, and sends more.</summary>
    private static ulong GoOn(VethLab lab, string mode, ulong sent)
    {
        using (var plane = new LabDataPlane(lab.Host, Enum.Parse<ModePolicy>(mode, ignoreCase: true), LabDataPlane.SomeFlows, pins: true))
        {
            using var reader = new InNamespaceReader(lab.Host, plane.Open(plane.ListLinks().Single(link => link.Name == "eth1")));
            AssertTotal(reader, sent);
            sent += Send(lab, 53);
            AssertTotal(reader, sent);
            _ = reader.LeaveCounting();
            reader.TakeFlows("eth1")?.Dispose();
        }

        return sent + Send(lab, 29);
    }

    private static ulong Send(VethLab lab, int times)
    {
        using var toHost = new PacedSender(lab["eth1"]);
        toHost.Send(Frame, times);
        lab["eth1"].SendFromHost(times, Frame);
        return (ulong)times;
    }

    private static void AssertTotal(InNamespaceReader reader, ulong sent)
    {
        for (var window = 0; window < 2; window++)
        {
            using var closed = new ManualResetEventSlim();
            reader.CloseWindow(closed.Set);
            Assert.True(closed.Wait(TimeSpan.FromSeconds(20)), "the window closes");
            var counters = reader.Read().Counters;
            Assert.Equal((sent, sent), (counters.Rx.Total.Packets, counters.Tx.Total.Packets));
            Assert.Equal((sent, sent), (counters.Rx.SumOverClasses.Packets, counters.Tx.SumOverClasses.Packets));
            using var flows = reader.TakeFlows("eth1");
            foreach (var direction in flows is null ? [] : Enum.GetValues<Direction>())
            {
                Assert.Empty(FlowCoverage.Of(flows![direction]).Differences);
            }
        }
    }
}
