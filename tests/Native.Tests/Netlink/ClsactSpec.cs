using NetMonitor.Lab;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class ClsactSpec : IDisposable
{
    private readonly NetworkNamespace? _home;
    private readonly Rtnetlink? _rtnetlink;
    private readonly int _index;

    public ClsactSpec()
    {
        if (Prerequisite.Root() is null)
        {
            _home = NetworkNamespace.Create();
            _home.Ip("link add nic0 type veth peer name nic1");
            _index = _home.IndexOf("nic0");
            _rtnetlink = _home.Run(Rtnetlink.Open);
        }
    }

    private NetworkNamespace Home => _home!;

    private Rtnetlink Netlink => _rtnetlink!;

    [RootFact("ip", "tc")]
    public void Clsact_should_be_made_once_and_removed_once()
    {
        Assert.False(Netlink.HasClsact(_index));
        Assert.True(Netlink.CreateClsact(_index));
        Assert.True(Netlink.HasClsact(_index));
        Assert.Contains("qdisc clsact ffff: parent ffff:fff1", Home.Exec("tc", "qdisc", "show", "dev", "nic0").Output, StringComparison.Ordinal);
        Assert.False(Netlink.CreateClsact(_index));
        Assert.True(Netlink.DeleteClsact(_index));
        Assert.False(Netlink.DeleteClsact(_index));
        Assert.False(Netlink.HasClsact(_index));
        Assert.DoesNotContain("clsact", Home.Exec("tc", "qdisc", "show").Output, StringComparison.Ordinal);
    }

    [RootFact("ip", "tc")]
    public void Clsact_should_not_be_mistaken_for_another_interfaces()
    {
        _ = Home.Exec("tc", "qdisc", "add", "dev", "nic1", "clsact").Require();

        Assert.False(Netlink.HasClsact(_index));
        Assert.True(Netlink.HasClsact(Home.IndexOf("nic1")));
        Assert.False(Netlink.DeleteClsact(_index));
        Assert.True(Netlink.HasClsact(Home.IndexOf("nic1")));
    }

    [RootFact("ip", "tc")]
    public void Clsact_should_leave_an_ingress_qdisc_in_its_place()
    {
        _ = Home.Exec("tc", "qdisc", "add", "dev", "nic0", "ingress").Require();

        Assert.False(Netlink.HasClsact(_index));
        var refusal = Assert.Throws<NetlinkException>(() => Netlink.CreateClsact(_index));
        Assert.Equal((Errno.EEXIST, $"interface {_index}"), (refusal.Errno, refusal.Subject));
        Assert.NotEqual("", refusal.KernelText);
        Assert.StartsWith($"create clsact on interface {_index}: EEXIST (File exists); the kernel says: ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("; likely cause: another ingress qdisc holds the place of clsact", refusal.Message, StringComparison.Ordinal);
        Assert.False(Netlink.DeleteClsact(_index));
        Assert.Contains("qdisc ingress", Home.Exec("tc", "qdisc", "show", "dev", "nic0").Output, StringComparison.Ordinal);
    }

    [RootFact("ip")]
    public void Clsact_should_be_refused_on_an_interface_that_is_not_there()
    {
        var refusal = Assert.Throws<NetlinkException>(() => Netlink.CreateClsact(4711));

        Assert.Equal((Errno.ENODEV, "interface 4711"), (refusal.Errno, refusal.Subject));
        Assert.False(Netlink.DeleteClsact(4711));
        Assert.False(Netlink.HasClsact(4711));
        Assert.Empty(Netlink.ListFilters(4711, ClsactHook.Ingress));
    }

    [RootFact("ip")]
    public void Clsact_should_be_refused_without_the_right_to_make_it()
    {
        var refusal = Home.Run(() => Unprivileged.Run(() =>
        {
            using var own = Rtnetlink.Open();
            return Record.Exception(() => own.CreateClsact(_index));
        }));

        var exception = Assert.IsType<NetlinkException>(refusal);
        Assert.Equal(Errno.EPERM, exception.Errno);
        Assert.Contains("CAP_NET_ADMIN", exception.LikelyCause, StringComparison.Ordinal);
    }

    [RootFact("ip", "tc", "clang")]
    public void Clsact_should_show_its_filters_by_hook_in_order()
    {
        using var program = TinyProgram.Compile();
        _ = Netlink.CreateClsact(_index);
        Assert.Empty(Netlink.ListFilters(_index, ClsactHook.Ingress));
        AddFilter("ingress", "prio", "7", "handle", "0x11", "bpf", "da", "obj", program.Path, "sec", "classifier");
        AddFilter("ingress", "protocol", "ip", "prio", "3", "bpf", "bytecode", "1,6 0 0 4294967295");
        AddFilter("egress", "prio", "49152", "handle", "0x1", "bpf", "obj", program.Path, "sec", "classifier");

        var ingress = Netlink.ListFilters(_index, ClsactHook.Ingress);
        var egress = Netlink.ListFilters(_index, ClsactHook.Egress);

        Assert.Equal([("bpf", 1u, 3, 0x0800), ("bpf", 0x11u, 7, 3)], ingress.Select(f => (f.Kind, f.Handle, f.Priority, f.Protocol)));
        Assert.Equal(new BpfFilter("", 0, "", DirectAction: false), ingress[0].Bpf);
        var shown = Home.Exec("tc", "filter", "show", "dev", "nic0", "ingress").Output;
        Assert.True(ingress[1].Bpf!.DirectAction);
        Assert.Contains($"{ingress[1].Bpf!.Name} direct-action not_in_hw id {ingress[1].Bpf!.ProgramId} name other_filter tag {ingress[1].Bpf!.Tag}", shown, StringComparison.Ordinal);
        Assert.Equal([("bpf", 1u, 49152, false)], egress.Select(f => (f.Kind, f.Handle, f.Priority, f.Bpf!.DirectAction)));

        _ = Home.Exec("tc", "filter", "del", "dev", "nic0", "egress").Require();
        Assert.Empty(Netlink.ListFilters(_index, ClsactHook.Egress));
    }

    public void Dispose()
    {
        _rtnetlink?.Dispose();
        _home?.Dispose();
    }

    private void AddFilter(string hook, params string[] arguments) =>
        _ = Home.Exec("tc", ["filter", "add", "dev", "nic0", hook, .. arguments]).Require();
}
