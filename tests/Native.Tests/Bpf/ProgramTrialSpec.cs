using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Native.Tests.Bpf;

public sealed class ProgramTrialSpec
{
    private static readonly byte[] Tcp = [.. Frame.Ethernet().IPv4().Tcp().Bytes];

    /// <summary>A few nanoseconds each on this machine; what a busy machine adds is bounded generously. Flows cost more than counters, and both something.</summary>
    [BpfTheory]
    [InlineData(NmNames.XdpProgram)]
    [InlineData(NmNames.IngressProgram)]
    [InlineData(NmNames.EgressProgram)]
    public void Program_should_cost_more_than_nothing_and_flows_more_than_counters(string program)
    {
        var image = ObjectImage.Read(LabPaths.BpfObject);
        var least = Enumerable.Range(0, 3).Select(_ => ProgramTrial.Run(image, program, hasEthernet: true, withFlows: false, Tcp)).MinBy(run => run.Cost);
        var flows = Enumerable.Range(0, 3).Select(_ => ProgramTrial.Run(image, program, hasEthernet: true, withFlows: true, Tcp)).MinBy(run => run.Cost);

        Assert.InRange(least.Floor, 1, 1000);
        Assert.InRange(least.Cost, 0.2, 500);
        Assert.True(flows.Cost > least.Cost, $"{flows} against {least}");
    }

    [BpfFact]
    public void Trial_should_leave_the_counters_of_loaded_programs_alone()
    {
        using var programs = FlowPrograms.Load(64);
        programs.See(NmNames.XdpProgram, Frame.Ethernet().IPv4().Tcp());
        _ = ProgramTrial.Run(ObjectImage.Read(LabPaths.BpfObject), NmNames.XdpProgram, hasEthernet: true, withFlows: true, Tcp);

        Assert.Equal(1UL, programs.Counters(0).Total.Packets);
    }
}
