using NetMonitor.Lab;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Tests.Bpf.Pins;

public class PinnedAttachmentSpec
{
    private static readonly FlowTableSize Flows = new(1024, 1 << 16);

    [BpfTheory("ip", "tc")]
    [InlineData(NicMode.NativeXdp)]
    [TcxData(NicMode.Tcx)]
    [InlineData(NicMode.Clsact)]
    public void Attachment_should_count_on_unattended_and_be_gone_on_with(NicMode mode)
    {
        using var lab = VethLab.Create("eth1");
        int sent;
        IReadOnlyList<uint> ids;
        using (var former = new PinnedNic(lab))
        {
            using var attachment = former.Attach(mode, Flows);
            Assert.Equal((true, false, 77L), (attachment.IsPinned, attachment.IsAdopted, attachment.Account));
            ids = attachment.Ids;
            sent = PinnedNic.Send(lab, 101);
        }

        sent += PinnedNic.Send(lab, 53);

        using var latter = new PinnedNic(lab);
        using var adopted = latter.Attach(mode, Flows);
        Assert.Equal((true, 77L), (adopted.IsAdopted, adopted.Account));
        Assert.Equal(ids, adopted.Ids);
        sent += PinnedNic.Send(lab, 29);
        Assert.Equal(PinnedNic.Expected(sent), latter.Total(adopted));
        Assert.Empty(latter.Notes);
    }

    [BpfTheory("ip", "tc")]
    [InlineData(NicMode.NativeXdp)]
    [TcxData(NicMode.Tcx)]
    [InlineData(NicMode.Clsact)]
    public void Attachment_should_take_the_totals_along_when_other_programs_take_its_place(NicMode mode)
    {
        using var lab = VethLab.Create("eth1");
        var sent = 0;
        foreach (var flows in new FlowTableSize?[] { Flows, null, new(2048, 1 << 16), Flows })
        {
            using var nic = new PinnedNic(lab);
            using var attachment = nic.Attach(mode, flows);
            Assert.Equal(PinnedNic.Expected(sent), nic.Total(attachment));
            sent += PinnedNic.Send(lab, 53);
            Assert.Equal(PinnedNic.Expected(sent), nic.Total(attachment));
        }

        Assert.Single(Generations(lab));
    }

    [BpfTheory("ip", "tc")]
    [TcxData(NicMode.Clsact, NicMode.Tcx)]
    [TcxData(NicMode.Tcx, NicMode.NativeXdp)]
    [InlineData(NicMode.NativeXdp, NicMode.Clsact)]
    public void Attachment_should_take_the_totals_along_to_other_hooks(NicMode first, NicMode second)
    {
        using var lab = VethLab.Create("eth1");
        var sent = 0;
        foreach (var mode in new[] { first, second })
        {
            using var nic = new PinnedNic(lab);
            using var attachment = nic.Attach(mode, Flows);
            sent += PinnedNic.Send(lab, 53);
            Assert.Equal(PinnedNic.Expected(sent), nic.Total(attachment));
        }

        Assert.Single(Generations(lab));
    }

    [BpfFact("ip", Tcx = true)]
    public void Attachment_should_go_on_with_totals_of_another_version_of_the_programs()
    {
        using var lab = VethLab.Create("eth1");
        int sent;
        using (OtherVersion.Attach(lab))
        {
            sent = PinnedNic.Send(lab, 101);
        }

        sent += PinnedNic.Send(lab, 53);
        using var nic = new PinnedNic(lab);
        using var attachment = nic.Attach(NicMode.Tcx, Flows);

        Assert.Equal((true, (long?)OtherVersion.Account), (attachment.IsAdopted, attachment.Account));
        sent += PinnedNic.Send(lab, 29);
        Assert.Equal(PinnedNic.Expected(sent), nic.Total(attachment));
        Assert.Equal(["2"], Generations(lab));
    }

    [BpfFact("ip", Tcx = true)]
    public void Attachment_should_put_back_a_link_that_somebody_severed_and_say_since_when_it_counts()
    {
        using var lab = VethLab.Create("eth1");
        int sent;
        using (var former = new PinnedNic(lab))
        {
            using var attachment = former.Attach(NicMode.Tcx);
            sent = PinnedNic.Send(lab, 53);
        }

        Assert.True(File.Exists(PinOf(lab, "tcx_ingress")));
        File.Delete(PinOf(lab, "tcx_ingress"));
        var before = lab["eth1"].Host.Statistics().RxPackets;
        using var latter = new PinnedNic(lab);
        using var adopted = latter.Attach(NicMode.Tcx);

        Assert.True(adopted.IsAdopted);
        Assert.Equal(before, adopted.KernelAtAttach!.Value.RxPackets);
        sent += PinnedNic.Send(lab, 29);
        Assert.Equal(PinnedNic.Expected(sent), latter.Total(adopted));
    }

    [BpfFact("ip", Tcx = true)]
    public void Attachment_should_begin_anew_when_what_is_pinned_is_of_another_device()
    {
        using var lab = VethLab.Create("eth1");
        using (var former = new PinnedNic(lab))
        {
            using var attachment = former.Attach(NicMode.Tcx);
            _ = PinnedNic.Send(lab, 53);
        }

        File.Delete(PinOf(lab, "tcx_ingress"));
        File.Delete(PinOf(lab, "tcx_egress"));
        using var latter = new PinnedNic(lab);
        using var anew = latter.Attach(NicMode.Tcx, mac: "02:00:00:00:00:02");

        Assert.False(anew.IsAdopted);
        Assert.Equal(PinnedNic.Expected(0), latter.Total(anew));
        Assert.Single(latter.Notes);
    }

    [BpfFact("ip", Tcx = true)]
    public void Attachment_should_remove_what_was_not_finished()
    {
        using var lab = VethLab.Create("eth1");
        using (var former = new PinnedNic(lab))
        {
            using var attachment = former.Attach(NicMode.Tcx);
        }

        Directory.CreateDirectory(PinOf(lab, "new"));
        Directory.CreateDirectory(PinOf(lab, "old_7"));
        using var latter = new PinnedNic(lab);
        using var adopted = latter.Attach(NicMode.Tcx);

        Assert.True(adopted.IsAdopted);
        Assert.Equal(["1", "tcx_egress", "tcx_ingress"], Directory.GetFileSystemEntries(PinOf(lab, "")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [BpfFact("ip", Tcx = true)]
    public void Attachment_should_leave_nothing_pinned_when_it_is_detached()
    {
        using var lab = VethLab.Create("eth1");
        using (var nic = new PinnedNic(lab))
        {
            using var attachment = nic.Attach(NicMode.Tcx);
            attachment.Detach();
        }

        Assert.False(Directory.Exists(lab.Host.PinPath));
    }

    [BpfFact("ip")]
    public void Folder_should_be_refused_to_a_second_one()
    {
        using var lab = VethLab.Create("eth1");
        using var first = lab.Host.Run(() => PinFolder.Open("/sys/fs/bpf"));

        var refusal = Assert.Throws<BpfException>(() => lab.Host.Run(() => PinFolder.Open("/sys/fs/bpf")));

        Assert.Equal(Errno.EBUSY, refusal.Errno);
    }

    [BpfTheory("ip", "tc")]
    [InlineData(NicMode.NativeXdp, 3)]
    [TcxData(NicMode.Tcx, 3)]
    [InlineData(NicMode.Clsact, 4)]
    public void Folder_should_tell_of_all_that_it_removes(NicMode mode, int things)
    {
        using var lab = VethLab.Create("eth1");
        using (var former = new PinnedNic(lab))
        {
            using var attachment = former.Attach(mode);
        }

        using (var latter = new PinnedNic(lab))
        {
            Assert.Equal(things, latter.Remove().Count);
            Assert.Empty(latter.Remove());
        }

        Assert.False(Directory.Exists(lab.Host.PinPath));
    }

    private static string PinOf(VethLab lab, string name) => Path.Combine(lab.Host.PinPath, $"{lab["eth1"].Host.Index}", name);

    private static IEnumerable<string?> Generations(VethLab lab) => Directory.GetDirectories(PinOf(lab, "")).Select(Path.GetFileName);
}
