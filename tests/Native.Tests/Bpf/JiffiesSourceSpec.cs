using System.Diagnostics;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Native.Tests.Bpf;

public sealed class JiffiesSourceSpec
{
    [BpfFact]
    public void Jiffies_should_be_those_that_flows_note()
    {
        using var source = JiffiesSource.Load();
        using var programs = FlowPrograms.Load(64);
        var before = source.Read();
        programs.See(NmNames.XdpProgram, Frame.Ethernet().IPv4().Udp());
        var after = source.Read();

        var flow = Assert.Single(programs.Flows(0));
        Assert.InRange(flow.First - before.Jiffies, 0u, after.Jiffies - before.Jiffies);
        Assert.InRange(after.Nanoseconds, before.Nanoseconds, Stopwatch.GetTimestamp());
    }

    [BpfFact]
    public void Tick_should_be_one_that_kernels_can_be_built_with() =>
        Assert.Contains(JiffiesSource.TickNanoseconds, new long[] { 10_000_000, 4_000_000, 3_333_333, 1_000_000 });

    /// <summary>Jiffies may be late by some ticks on a busy machine, at either end.</summary>
    [BpfFact]
    public void Jiffies_should_go_as_fast_as_the_tick_says()
    {
        using var source = JiffiesSource.Load();
        var (first, last) = (source.Read(), source.Read());
        while (last.Nanoseconds - first.Nanoseconds < 500_000_000)
        {
            _ = Thread.Yield();
            last = source.Read();
        }

        var elapsed = last.Nanoseconds - first.Nanoseconds;
        Assert.InRange((last.Jiffies - first.Jiffies) * JiffiesSource.TickNanoseconds, elapsed - elapsed / 8, elapsed + elapsed / 8);
    }
}
