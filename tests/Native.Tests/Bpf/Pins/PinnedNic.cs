using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Bpf.Pins;

/// <summary>One NIC of a lab, and a process's worth of what it takes to attach to it: disposing is what a kill does, for nothing that is pinned is taken off.</summary>
internal sealed class PinnedNic : IDisposable
{
    private static readonly Frame Frame = Frame.Ethernet().IPv4().Udp().Payload(101);
    private static readonly Frame Sixth = Frame.Ethernet().IPv6().Tcp().Payload(53);

    private readonly VethLab _lab;
    private readonly Rtnetlink _links;
    private readonly ClsactQdiscs _clsacts;
    private readonly GracePeriod _grace = new();
    private readonly PinFolder _folder;

    public PinnedNic(VethLab lab)
    {
        _lab = lab;
        _links = lab.Host.Run(Rtnetlink.Open);
        _clsacts = new ClsactQdiscs(_links);
        _folder = lab.Host.Run(() => PinFolder.Open("/sys/fs/bpf"));
    }

    public List<string> Notes { get; } = [];

    private VethNic Nic => _lab["eth1"];

    /// <summary>Each once in both directions, and counted before this returns: one is IPv4 UDP, the other IPv6 TCP.</summary>
    public static int Send(VethLab lab, int times)
    {
        var nic = lab["eth1"];
        nic.SendFromHost(times, Frame, Sixth);
        foreach (var frame in new[] { Frame, Sixth })
        {
            var before = nic.Host.Statistics().RxPackets;
            nic.SendToHost(times, frame);
            Eventually.True(() => nic.Host.Statistics().RxPackets == before + (ulong)times, "what was sent has arrived");
        }

        return times;
    }

    public NicAttachment Attach(NicMode mode, FlowTableSize? flows = null, string? mac = null, string? image = null) => _lab.Host.Run(() => NicAttachment.Attach(
        ObjectImage.Read(image ?? LabPaths.BpfObject),
        _clsacts,
        Nic.Host.Index,
        Nic.Name,
        hasEthernet: true,
        mode,
        flows,
        new PinRequest(_folder, new NicIdentity(Nic.Host.Index, Nic.Name, mac ?? "02:00:00:00:00:01", "veth"), _links, _grace, Account: 77, "a reason", Notes.Add)));

    public IReadOnlyList<string> Remove() => _lab.Host.Run(() => _folder.Indices.SelectMany(index => _folder.Remove(index, _links)).ToList());

    /// <summary>All that was counted in this account, by its classes.</summary>
    public (int Rx, int Tx, int Udp4, int Tcp6) Total(NicAttachment attachment)
    {
        _grace.Wait();
        var (rx, tx) = (Sum(attachment, NmDirection.Rx), Sum(attachment, NmDirection.Tx));
        return (
            (int)rx.Total.Packets,
            (int)tx.Total.Packets,
            (int)rx.Classes[(int)NmClass.V4 + (int)NmProtocol.Udp].Packets,
            (int)rx.Classes[(int)NmClass.V6 + (int)NmProtocol.Tcp].Packets);
    }

    public static (int Rx, int Tx, int Udp4, int Tcp6) Expected(int sent) => (2 * sent, 2 * sent, sent, sent);

    public void Dispose()
    {
        _lab.Host.Run(_clsacts.Dispose);
        _folder.Dispose();
        _grace.Dispose();
        _links.Dispose();
    }

    private static NmCounters Sum(NicAttachment attachment, NmDirection direction)
    {
        attachment.Carried(direction, out var sum);
        for (var bank = 0; bank < (int)NmLimit.Banks; bank++)
        {
            attachment.Sum(direction, bank, out var counted);
            NmCounters.Add(ref sum, ref counted);
        }

        return sum;
    }
}
