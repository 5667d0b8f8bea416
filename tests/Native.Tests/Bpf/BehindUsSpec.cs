using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>We count and leave the packet's fate to others: whoever comes behind us sees all that we saw.</summary>
public class BehindUsSpec
{
    private const int Received = 1_009;
    private const int Sent = 1_511;

    [BpfTheory("ip", "tc")]
    [MemberData(nameof(Chains))]
    [TcxMemberData(nameof(TcxChains))]
    public void Programs_behind_ours_should_see_every_packet(NicMode mode, bool otherByTcx, bool otherFirst)
    {
        using var lab = VethLab.Create("eth1");
        var nic = lab["eth1"];
        using var links = lab.Host.Run(Rtnetlink.Open);
        using var clsacts = new ClsactQdiscs(links);
        if (!otherByTcx)
        {
            _ = links.CreateClsact(nic.Host.Index);
        }

        OtherProgram? other = null;
        NicAttachment? ours = null;
        try
        {
            other = otherFirst ? AttachOther() : null;
            ours = lab.Host.Run(() => NicAttachment.Attach(ObjectImage.Read(LabPaths.BpfObject), clsacts, nic.Host.Index, nic.Name, hasEthernet: true, mode));
            other ??= AttachOther();

            var frame = Frame.Ethernet().Vlan(5).IPv4().Udp().Payload(100);
            foreach (var times in new[] { 251, 257, 241, Received - 251 - 257 - 241 })
            {
                // No more at once than a veth with XDP queues.
                var before = nic.Host.Statistics().RxPackets;
                nic.SendToHost(times, frame);
                Eventually.True(() => nic.Host.Statistics().RxPackets == before + (ulong)times, "what was sent has arrived");
            }

            nic.SendFromHost(Sent, frame);
            var expected = (Received, Received * frame.Length, Sent, Sent * frame.Length);
            Eventually.True(() => Seen(ours, NmDirection.Tx).Packets >= Sent && Seen(ours, NmDirection.Rx).Packets >= Received, "ours has seen all");

            Assert.Equal(expected, Counts(Seen(ours, NmDirection.Rx), Seen(ours, NmDirection.Tx)));
            Assert.Equal(expected, Counts(other.Seen(NmDirection.Rx), other.Seen(NmDirection.Tx)));
        }
        finally
        {
            ours?.Dispose();
            other?.Dispose();
        }

        OtherProgram AttachOther() => lab.Host.Run(() => OtherProgram.Attach(nic.Host.Index, otherByTcx));
    }

    /// <summary>TCX programs run ahead of any filter; with the other one by TCX and ours by filter, each still sees all.</summary>
    public static TheoryData<NicMode, bool, bool> TcxChains() => All(byTcx: true);

    public static TheoryData<NicMode, bool, bool> Chains() => All(byTcx: false);

    private static TheoryData<NicMode, bool, bool> All(bool byTcx)
    {
        var chains = new TheoryData<NicMode, bool, bool>();
        foreach (var mode in Enum.GetValues<NicMode>())
        {
            foreach (var otherByTcx in new[] { true, false }.Where(other => byTcx == (other || mode == NicMode.Tcx)))
            {
                chains.Add(mode, otherByTcx, false);
                chains.Add(mode, otherByTcx, true);
            }
        }

        return chains;
    }

    /// <summary>In the bank that is active from the start.</summary>
    private static NmCounter Seen(NicAttachment ours, NmDirection direction)
    {
        ours.Sum(direction, bank: 0, out var sum);
        return sum.Total;
    }

    private static (int, int, int, int) Counts(NmCounter rx, NmCounter tx) => ((int)rx.Packets, (int)rx.Bytes, (int)tx.Packets, (int)tx.Bytes);
}
