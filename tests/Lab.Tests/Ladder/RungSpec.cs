using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Capture;
using NetMonitor.Lab.Tests.Readers;

namespace NetMonitor.Lab.Tests.Ladder;

/// <summary>Each rung on a device that forces it, by the product's own data plane: the mode that is reached, and the words for it.</summary>
public sealed class RungSpec : IDisposable
{
    private const int Packets = 211;

    private const string Offloads = "XDP would cost a veth device its offloads";
    private const string TcxFull = "not tcx: ERANGE, 63 other programs are attached there, and more are not taken";
    private const string ClsactTaken = "not tc: EEXIST, another ingress qdisc holds the place of clsact";
    private const string Joined = "TCX and clsact were refused; what GRO joined counts as one packet";
    private const string OnlyKernel = "only the kernel's own counters are left: packets and bytes, nothing else";

    private static readonly Frame Some = Frame.Ethernet().IPv4().Udp().Payload(100);

    private readonly VethLab _lab = VethLab.Create("eth1");
    private readonly List<IDisposable> _opened = [];

    public void Dispose()
    {
        _opened.Reverse();
        _opened.ForEach(opened => _lab.Host.Run(opened.Dispose));
        _lab.Dispose();
    }

    [BpfTheory("ip")]
    [InlineData("eth1", "veth", ModePolicy.Auto, AttachMode.Tcx, Offloads)]
    [InlineData("eth1", "veth", ModePolicy.Native, AttachMode.Native, "asked for")]
    [InlineData("eth1", "veth", ModePolicy.Tcx, AttachMode.Tcx, "asked for")]
    [InlineData("eth1", "veth", ModePolicy.Tc, AttachMode.Tc, "asked for")]
    [InlineData("eth1", "veth", ModePolicy.Generic, AttachMode.Generic, "asked for")]
    [InlineData("eth1", "veth", ModePolicy.Kernel, AttachMode.Kernel, "asked for")]
    [InlineData("br0", "bridge", ModePolicy.Auto, AttachMode.Tcx, "a bridge device has no native XDP")]
    [InlineData("br0", "bridge", ModePolicy.Generic, AttachMode.Generic, "asked for")]
    [InlineData("mac0", "macvlan", ModePolicy.Auto, AttachMode.Tcx, "a macvlan device has no native XDP")]
    [InlineData("tun0", "tun", ModePolicy.Auto, AttachMode.Tcx, "no Ethernet header for XDP to start at")]
    [InlineData("tap0", "tun", ModePolicy.Auto, AttachMode.Tcx, "XDP would cost a tun device its offloads")]
    [InlineData("tap0", "tun", ModePolicy.Native, AttachMode.Native, "asked for")]
    [InlineData("tun0", "tun", ModePolicy.Kernel, AttachMode.Kernel, "asked for")]
    public void Rung_should_be_that_of_the_kind_of_device(string name, string kind, ModePolicy policy, AttachMode mode, string reason)
    {
        Make(name);
        var plane = Plane(policy);
        var link = Link(plane, name);
        Assert.Equal(kind, link.Kind);

        var reader = Open(plane, link);

        Assert.Equal((mode, reason), (reader.Attachment.Mode, reader.Attachment.Reason));
        Assert.Empty(reader.Attachment.Refused);
        Assert.False(reader.HasBetter(link));
    }

    [BpfTheory("ip")]
    [InlineData("br0")]
    [InlineData("mac0")]
    [InlineData("tun0")]
    public void Native_should_be_refused_with_its_meaning_when_it_is_all_that_may_be_tried(string name)
    {
        Make(name);
        var plane = Plane(ModePolicy.Native);

        var failure = Assert.Throws<InterfaceFailure>(() => Open(plane, Link(plane, name)));

        Assert.Equal(
            (FailureKind.Attach,
                $"attach by native XDP on {name}: EOPNOTSUPP (Operation not supported); likely cause: the driver has no native XDP; use mode tcx or tc"),
            (failure.Kind, failure.Message));
    }

    /// <summary>By a program that takes frames of several buffers; one that does not is refused here.</summary>
    [BpfTheory("ip")]
    [InlineData(ModePolicy.Native)]
    [InlineData(ModePolicy.Generic)]
    public void Xdp_should_be_taken_and_count_at_an_mtu_of_9000(ModePolicy policy)
    {
        _lab.Wire.Ip("link set dev eth1 mtu 9000");
        _lab.Host.Ip("link set dev eth1 mtu 9000");
        var plane = Plane(policy);
        var reader = Open(plane, Link(plane, "eth1"));
        var jumbo = Frame.Ethernet().IPv4().Udp().Payload(8900);
        _lab["eth1"].SendToHost(Packets, jumbo);
        _lab["eth1"].SendFromHost(Packets, jumbo);

        var counted = reader.Finish().Counters;

        Assert.Equal(9000, reader.Link.Mtu);
        Assert.Equal(
            (Packets, Packets * 8942UL, Packets, Packets * 8942UL),
            ((int)counted.Rx.Total.Packets, counted.Rx.Total.Bytes, (int)counted.Tx.Total.Packets, counted.Tx.Total.Bytes));
    }

    [BpfTheory("ip")]
    [InlineData("xdp_filter", "XDP program", false, "EBUSY")]
    [InlineData("xdp_filter", "XDP program", true, "EEXIST")]
    [InlineData("xdp_dispatcher", "libxdp's dispatcher, XDP program", false, "EBUSY")]
    public void Foreign_program_should_be_named_and_left_alone(string name, string who, bool isGeneric, string errno)
    {
        Keep(() => ForeignProgram.OnXdp(_lab["eth1"].Host.Index, name, isGeneric));
        var plane = Plane(ModePolicy.Native);

        var failure = Assert.Throws<InterfaceFailure>(() => Open(plane, Link(plane, "eth1")));

        Assert.Matches($@"^attach by native XDP on eth1: {errno} .*; use mode tcx or tc; {who} \d+ \({name}, tag [0-9a-f]{{16}}, held by a link\) is on it already$", failure.Message);
        var beside = Plane(ModePolicy.Auto);
        Assert.Equal((AttachMode.Tcx, Offloads), How(Open(beside, Link(beside, "eth1"))));
        Assert.Contains(name, _lab.Host.Link("eth1").ToString(), StringComparison.Ordinal);
    }

    [BpfFact("ip")]
    public void Foreign_program_without_a_link_should_be_said_to_have_none()
    {
        _lab.Host.Ip($"link set dev eth1 xdpdrv obj {Path.Combine(LabPaths.Root, "artifacts", "bpf", "floor.bpf.o")} program floor_xdp");
        var plane = Plane(ModePolicy.Native);

        var failure = Assert.Throws<InterfaceFailure>(() => Open(plane, Link(plane, "eth1")));

        Assert.Matches(@"; XDP program \d+ \(floor_xdp, tag [0-9a-f]{16}, held by no link\) is on it already$", failure.Message);
    }

    [BpfFact("ip", "tc")]
    public void Ladder_should_be_climbed_down_rung_by_rung_and_up_again()
    {
        var index = _lab["eth1"].Host.Index;
        var plane = Plane(ModePolicy.Auto);
        var link = Link(plane, "eth1");
        var tcx = Keep(() => ForeignProgram.FillTcx(index));
        var tc = Open(plane, link);
        Assert.Equal((AttachMode.Tc, $"{Offloads}; {TcxFull}"), How(tc));
        Counts(tc, knowsProtocols: true);

        Tc("qdisc", "del", "dev", "eth1", "clsact");
        Tc("qdisc", "add", "dev", "eth1", "ingress");
        var generic = Open(plane, link);
        Assert.Equal((AttachMode.Generic, $"{Joined}; {TcxFull}; {ClsactTaken}"), How(generic));
        Counts(generic, knowsProtocols: true);

        var xdp = Keep(() => ForeignProgram.OnXdp(index, "xdp_filter"));
        var kernel = Open(plane, link);
        var (mode, reason) = How(kernel);
        Assert.Equal(AttachMode.Kernel, mode);
        Assert.Matches($@"^{OnlyKernel}; {TcxFull}; {ClsactTaken}; not generic: EEXIST, XDP program \d+ \(xdp_filter, tag [0-9a-f]+, held by a link\) is on it already$", reason);
        Assert.Equal([AttachMode.Tcx, AttachMode.Tc, AttachMode.Generic], kernel.Attachment.Refused.Select(refused => refused.Mode));
        Assert.False(kernel.HasBetter(link));

        _lab.Host.Run(xdp.Dispose);
        Assert.True(kernel.HasBetter(link));
        Counts(kernel, knowsProtocols: false);
        var again = Open(plane, link);
        Assert.Equal(AttachMode.Generic, again.Attachment.Mode);
        Assert.False(again.HasBetter(link));

        _lab.Host.Run(tcx.Dispose);
        Assert.True(again.HasBetter(link));
        Counts(again, knowsProtocols: true);
        Assert.Equal((AttachMode.Tcx, Offloads), How(Open(plane, link)));
    }

    [BpfFact("ip")]
    public void Nic_should_fall_to_the_kernels_counters_when_rights_are_lost_and_climb_when_they_are_back()
    {
        var plane = Plane(ModePolicy.Auto);
        var link = Link(plane, "eth1");

        var reader = Keep(() => Unprivileged.Run(() => plane.OpenAny(link)));

        Assert.Equal(
            (AttachMode.Kernel,
                $"{OnlyKernel}; not tcx: EPERM, CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON are needed (root has them); setcap or systemd's AmbientCapabilities= can give them"),
            How(reader));
        Assert.False(_lab.Host.Run(() => Unprivileged.Run(() => reader.HasBetter(link))));
        Assert.True(_lab.Host.Run(() => reader.HasBetter(link)));
        Counts(new InNamespaceReader(_lab.Host, reader), knowsProtocols: false);
    }

    [BpfFact("ip")]
    public void Mode_that_is_asked_for_should_fail_without_rights()
    {
        var plane = Plane(ModePolicy.Tcx);
        var link = Link(plane, "eth1");

        var failure = Assert.Throws<InterfaceFailure>(() => _lab.Host.Run(() => Unprivileged.Run(() => plane.OpenAny(link))));

        Assert.Equal(FailureKind.Privilege, failure.Kind);
    }

    /// <summary>Everything, once, and then no more.</summary>
    private void Counts(IInterfaceReader reader, bool knowsProtocols)
    {
        _lab["eth1"].SendToHost(Packets, Some);
        _lab["eth1"].SendFromHost(Packets + 2, Some);
        var counted = reader.Finish().Counters;
        reader.Dispose();
        var udp = (knowsProtocols ? TrafficClass.Of("udp", IpVersion.V4) : TrafficClass.Unknown).Index;
        Assert.Equal((Packets, Packets + 2), ((int)counted.Rx.Total.Packets, (int)counted.Tx.Total.Packets));
        Assert.Equal((counted.Rx.Total, counted.Tx.Total), (counted.Rx.Classes[udp], counted.Tx.Classes[udp]));
    }

    private static (AttachMode Mode, string Reason) How(IInterfaceReader reader) => (reader.Attachment.Mode, reader.Attachment.Reason);

    private void Make(string name) => _lab.Host.Ip(name switch
    {
        "br0" => ["link add br0 type bridge"],
        "mac0" => ["link add mac0 link eth1 type macvlan"],
        "tun0" => ["tuntap add dev tun0 mode tun"],
        "tap0" => ["tuntap add dev tap0 mode tap"],
        _ => [],
    });

    private LabDataPlane Plane(ModePolicy policy)
    {
        var plane = new LabDataPlane(_lab.Host, policy);
        _opened.Add(plane);
        return plane;
    }

    private static LinkDescription Link(LabDataPlane plane, string name) => plane.ListLinks().Single(link => link.Name == name);

    private InNamespaceReader Open(LabDataPlane plane, LinkDescription link)
    {
        var reader = new InNamespaceReader(_lab.Host, plane.OpenAny(link));
        _opened.Add(reader);
        return reader;
    }

    private T Keep<T>(Func<T> make)
        where T : IDisposable
    {
        var made = _lab.Host.Run(make);
        _opened.Add(made);
        return made;
    }

    private void Tc(params string[] arguments) => _ = _lab.Host.Exec("tc", arguments).Require();
}
