using System.Diagnostics;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Readers;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>A CPU that has no part of the flow table: there are more than it was made for, or this one came later.</summary>
public class LateCpuSpec
{
    private const int Slots = 8192;
    private const int RingBytes = 1 << 24;

    /// <summary>Each packet evicts at most one, so the ring has room for all of them.</summary>
    private const int Flows = 900;

    [ParallelFact(2)]
    public void Packets_should_overflow_as_exactly_as_they_are_counted_when_their_cpu_has_no_slice()
    {
        var (known, late) = (Cpus.Allowed[0], Cpus.Allowed[1]);
        using var lab = VethLab.Create("eth1");
        using var programs = NicPrograms.Load(
            ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, new FlowTableSize(Slots, RingBytes), NmNames.IngressProgram, NmNames.EgressProgram);
        var table = programs.Flows!;
        table.Give(late, null);
        var index = lab["eth1"].Host.Index;
        using var ingress = lab.Host.Run(() => BpfLink.Attach(Hook.TcxIngress, programs.Descriptor(NmNames.IngressProgram), index, "eth1"));
        using var egress = lab.Host.Run(() => BpfLink.Attach(Hook.TcxEgress, programs.Descriptor(NmNames.EgressProgram), index, "eth1"));
        using var clock = JiffiesClock.Open();
        var reader = new BpfFlowReader(new FlowBanks(table), clock.Read, TimeSpan.Zero);
        var counted = new NmCounters[(int)NmLimit.Directions, (int)NmLimit.Banks];
        var plan = FlowPlan.Of(Flows, 2);

        // On the CPU that sends, the far end of a veth without XDP receives.
        Send(lab["eth1"], plan.Loads([known, late]));
        using (var window = Close(programs, reader, counted))
        {
            foreach (var direction in Enum.GetValues<Direction>())
            {
                var coverage = FlowCoverage.Of(window[direction]);
                Assert.Empty(coverage.Differences);
                Assert.Equal(plan.Sent(direction), coverage.Total);
                Assert.Equal(Sent(plan, direction, cpu: 0), coverage.InFlows);
                Assert.Equal(Sent(plan, direction, cpu: 1), coverage.Overflow);
                Assert.Equal(coverage.Overflow, window[direction].OverflowBy(OverflowReason.NoSlice));
            }
        }

        table.Give(late, OnlineCpus.Read().Index().Single(cpu => cpu.Item == late).Index);
        Send(lab["eth1"], plan.Loads([known, late]));
        using var next = Close(programs, reader, counted);
        foreach (var direction in Enum.GetValues<Direction>())
        {
            Assert.Empty(FlowCoverage.Of(next[direction]).Differences);
            Assert.Equal(plan.Sent(direction), FlowCoverage.Of(next[direction]).InFlows);
        }
    }

    private static void Send(VethNic nic, IReadOnlyList<SenderLoad> loads)
    {
        using var sender = ParallelSender.Start(nic, loads);
        sender.Finish();
    }

    private static FlowWindow Close(NicPrograms programs, BpfFlowReader reader, NmCounters[,] counted)
    {
        var bank = programs.CloseBank();
        using (var grace = KernelGrace.Choose())
        {
            grace.Await();
        }

        programs.Sum(NmDirection.Rx, bank, out counted[(int)NmDirection.Rx, bank]);
        programs.Sum(NmDirection.Tx, bank, out counted[(int)NmDirection.Tx, bank]);
        return reader.Take("eth1", bank, new MonotonicTime(Stopwatch.GetTimestamp()), counted)!;
    }

    private static Count Sent(FlowPlan plan, Direction direction, int cpu)
    {
        var sum = default(Count);
        foreach (var (number, flow) in plan.Flows.Index().Where(one => one.Item.Direction == direction))
        {
            for (var packet = 0; packet < PlannedFlow.Share(flow.Packets, number, cpu, 2); packet++)
            {
                sum += new Count(1, (ulong)(flow.Frame.Length + PlannedFlow.Padding(packet)));
            }
        }

        return sum;
    }
}
