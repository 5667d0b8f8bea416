using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Tests.Snapshot;

public sealed class InterfaceFlowsSpec
{
    [Fact]
    public void Lacks_should_be_a_line_for_each_reason_and_name_few()
    {
        InterfaceFlows[] nics =
        [
            new("eth0", new FlowRoom(1024, 1024, 1, ""), null),
            .. Enumerable.Range(0, 7).Select(number => new InterfaceFlows($"veth{number}", FlowRoom.None("flows are off"), null)),
            new("eth1", new FlowRoom(2048, 1024, 1, "the budget"), null),
            new("eth2", new FlowRoom(2048, 1024, 1, "the budget"), null),
            new("eth3", new FlowRoom(4096, 0, 0, "the budget"), null),
        ];

        Assert.Equal(
            [
                "veth0, veth1, veth2, veth3, veth4 and 2 more: no flows are counted: flows are off",
                "eth1, eth2: room for 1024 of 2048 flows: the budget",
                "eth3: no flows are counted: the budget",
            ],
            InterfaceFlows.Lacks(nics));
    }
}
