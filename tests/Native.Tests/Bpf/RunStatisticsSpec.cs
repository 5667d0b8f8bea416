using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Native.Tests.Bpf;

public sealed class RunStatisticsSpec
{
    private const int Runs = 100_003;

    /// <summary>Test runs are runs: the kernel counts each of them while statistics are on, and none while nobody holds them.</summary>
    [BpfFact]
    public void Runs_should_be_counted_while_statistics_are_on_and_take_a_plausible_time()
    {
        using var programs = NicPrograms.Load(ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, NmNames.IngressProgram);
        var descriptor = programs.Descriptor(NmNames.IngressProgram);
        using var program = RunningProgram.Open(ObjectInfo.Of(descriptor).Id)!;
        var frame = Frame.Ethernet().IPv4().Tcp().Bytes;
        var before = program.RunTime();
        using (RunStatistics.TurnOn())
        {
            _ = ProgramRun.Of(descriptor, frame, repeat: Runs);
        }

        var ran = program.RunTime() - before;
        Assert.Equal(Runs, ran.Runs);
        Assert.InRange((double)ran.Nanoseconds / ran.Runs, 1, 5000);
    }

    [BpfFact]
    public void Program_that_is_gone_should_be_none() => Assert.Null(RunningProgram.Open(uint.MaxValue));

    [BpfFact]
    public void Program_should_be_there_as_long_as_it_is_held()
    {
        RunningProgram held;
        using (var programs = NicPrograms.Load(ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, NmNames.XdpProgram))
        {
            held = RunningProgram.Open(ObjectInfo.Of(programs.Descriptor(NmNames.XdpProgram)).Id)!;
        }

        using (held)
        {
            Assert.Equal(default, held.RunTime());
        }
    }
}
