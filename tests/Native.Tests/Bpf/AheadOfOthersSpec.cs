using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>A program that ends the chain hides packets from whoever is behind it: at TCX that must not be us.</summary>
public class AheadOfOthersSpec
{
    private const int Received = 251;
    private const int Sent = 509;

    [BpfTheory("ip", "tc", "clang", Tcx = true)]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_packet_should_be_counted_when_another_program_ends_the_chain(bool otherFirst)
    {
        using var lab = VethLab.Create("eth1");
        var nic = lab["eth1"];
        using var links = lab.Host.Run(Rtnetlink.Open);
        using var clsacts = new ClsactQdiscs(links);
        EndingProgram? other = null;
        NicAttachment? ours = null;
        try
        {
            other = otherFirst ? AttachOther() : null;
            ours = lab.Host.Run(() => NicAttachment.Attach(ObjectImage.Read(LabPaths.BpfObject), clsacts, nic.Host.Index, nic.Name, hasEthernet: true, NicMode.Tcx));
            other ??= AttachOther();

            var frame = Frame.Ethernet().IPv4().Udp().Payload(100);
            var before = nic.Host.Statistics().RxPackets;
            nic.SendToHost(Received, frame);
            nic.SendFromHost(Sent, frame);
            Eventually.True(() => nic.Host.Statistics().RxPackets >= before + Received, "what was sent has arrived");
            Eventually.True(() => Seen(ours, NmDirection.Tx) >= Sent && Seen(ours, NmDirection.Rx) >= Received, "ours has seen all");

            Assert.Equal((Received, Sent), (Seen(ours, NmDirection.Rx), Seen(ours, NmDirection.Tx)));
        }
        finally
        {
            ours?.Dispose();
            other?.Dispose();
        }

        EndingProgram AttachOther() => lab.Host.Run(() => EndingProgram.Attach(nic.Host.Index));
    }

    private static int Seen(NicAttachment ours, NmDirection direction)
    {
        ours.Sum(direction, bank: 0, out var sum);
        return (int)sum.Total.Packets;
    }
}
