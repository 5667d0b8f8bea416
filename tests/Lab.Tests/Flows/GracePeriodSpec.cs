using System.Diagnostics;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Readers;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Netlink;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>A program that read which bank is open may still write to it after it was closed, for less than a microsecond. So banks are closed on
/// one CPU and read at once, without the thread and the system calls that the product has in between, while another one is
/// busy with the slowest packets there are.</summary>
public class GracePeriodSpec(ITestOutputHelper output)
{
    /// <summary>Of each CPU.</summary>
    private const int Slots = 512;
    private const int RingBytes = 1 << 16;

    private static readonly int Sending = Cpus.Allowed[0];
    private static readonly int Reading = Cpus.Allowed[^1];

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [ParallelFact(2)]
    public void Window_should_be_exact_when_a_grace_period_was_awaited()
    {
        var (windows, broken) = CloseBanks(KernelGrace.Choose(), 150);
        output.WriteLine($"{windows} windows");
        Assert.Null(broken);
    }

    /// <summary>Or nobody could tell from any window that is exact whether there is one.</summary>
    [ParallelFact(2)]
    public void Window_should_be_seen_to_be_wrong_when_no_grace_period_was_awaited()
    {
        var (windows, broken) = CloseBanks(new NoGrace(), int.MaxValue);
        output.WriteLine($"window {windows}: {broken}");
        Assert.NotNull(broken);
    }

    /// <summary>Until one is broken.</summary>
    private static (int Windows, string? Broken) CloseBanks(IKernelGrace grace, int windows)
    {
        using var lab = VethLab.Create("eth1");
        var nic = lab["eth1"];
        using var links = lab.Host.Run(Rtnetlink.Open);
        using var clsacts = new ClsactQdiscs(links);
        using var clock = JiffiesClock.Open();
        var index = nic.Host.Index;
        using var attachment = lab.Host.Run(() => NicAttachment.Attach(
            ObjectImage.Read(LabPaths.BpfObject), clsacts, index, nic.Name, hasEthernet: true, NicMode.Tcx, new FlowTableSize(Slots, RingBytes)));
        var flows = new EndlessFlows();
        var none = new EndlessFlows();
        none.End();
        using var sender = ParallelSender.Start(nic, [new(Sending, flows, none)]);
        (int, string?) result = default;
        var closing = new Thread(() => result = CloseBanks(attachment, clock, grace, windows));
        closing.Start();
        closing.Join();
        flows.End();
        sender.Finish();
        grace.Dispose();
        return result;
    }

    private static (int Windows, string? Broken) CloseBanks(NicAttachment attachment, JiffiesClock clock, IKernelGrace grace, int windows)
    {
        Cpus.PinTo(Reading);
        var reader = new BpfFlowReader(attachment.Flows, clock.Read, TimeSpan.Zero);
        var counted = new NmCounters[(int)NmLimit.Directions, (int)NmLimit.Banks];
        var watch = Stopwatch.StartNew();
        var closed = 0;
        while (closed < windows && watch.Elapsed < Bound)
        {
            closed++;
            var bank = attachment.CloseBank();
            grace.Await();
            attachment.Sum(NmDirection.Rx, bank, out counted[(int)NmDirection.Rx, bank]);
            attachment.Sum(NmDirection.Tx, bank, out counted[(int)NmDirection.Tx, bank]);
            using var taken = reader.Take("eth1", bank, new MonotonicTime(Stopwatch.GetTimestamp()), counted);
            if (taken is not null && FlowCoverage.Of(taken.Rx) is { IsExact: false } coverage)
            {
                return (closed, $"{string.Join("; ", coverage.Differences)} of {coverage.Total}");
            }
        }

        return (closed, null);
    }
}
