using NetMonitor.Engine.Diagnosis;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Diagnosis;

/// <summary>A host on which everything is as it should be, and one on which much is not.</summary>
internal static class SampleFacts
{
    public static HostFacts Good { get; } = new(
        new KernelRelease("6.18.5-amd64"),
        [],
        "1.5",
        new ProgramFacts("/usr/lib/netmonitor/netmonitor.bpf.o", null, null, ["nm_xdp", "nm_tc_ingress", "nm_tc_egress"]),
        HasTcx: true,
        HasMembarrier: true,
        BpfFilesystemObjection: null,
        Jit: "1",
        UnprivilegedBpfDisabled: "2",
        [
            new LinkFacts(Links.Lo, "unknown", []),
            new LinkFacts(Links.Nic("eth0", 2) with { Kind = "", Driver = "mlx5_core", SpeedBitsPerSecond = 25_000_000_000 }, "up", []),
            new LinkFacts(Links.Nic("eth1", 3) with { Kind = "", Driver = "mlx5_core", SpeedBitsPerSecond = 2_500_000_000, MasterIndex = 5 }, "up", [42]),
            new LinkFacts(Links.Nic("veth7", 4) with { MasterIndex = 99 }, "lowerlayerdown", [7, 8]),
            new LinkFacts(Links.Nic("bond0", 5) with { Kind = "bond", Driver = "bonding", SpeedBitsPerSecond = null }, "up", []),
            new LinkFacts(
                Links.Nic("wg0", 6) with { Kind = "wireguard", Driver = "", Mac = "", HasEthernet = false, IsUp = false, SpeedBitsPerSecond = 100_000_000 }, "down", []),
        ],
        LinksFailure: null);

    /// <summary>An ordinary user's look at an old kernel.</summary>
    public static HostFacts Bad { get; } = Good with
    {
        Kernel = new KernelRelease("5.15.0-91-generic"),
        MissingCapabilities = ["CAP_NET_ADMIN", "CAP_BPF"],
        Programs = Good.Programs with { LoadFailure = "load the programs: EPERM", Loaded = [] },
        HasTcx = null,
        HasMembarrier = false,
        BpfFilesystemObjection = "/sys/fs/bpf is on a file system of type sysfs",
        Jit = null,
        UnprivilegedBpfDisabled = null,
    };
}
