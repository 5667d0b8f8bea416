using NetMonitor.Contracts;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;

namespace NetMonitor.Lab.Tests.Links;

/// <summary>The contract on the kernel's own events.</summary>
public sealed class LinkWatchContractSpec : LinkWatchContract, IDisposable
{
    /// <summary>Several times what a socket's usual buffer of 208 kB holds of a message of about 1.4 kB.</summary>
    private const int ManyChanges = 600;

    private NetworkNamespace? _home;
    private IDataPlane? _plane;

    [RootTheory("ip")]
    [MemberData(nameof(Laws))]
    public void KernelLinks_should_keep_the_law(string law)
    {
        _home = NetworkNamespace.Create();
        _plane = _home.Run(() => new KernelDataPlane());
        Keeps(law);
    }

    public void Dispose()
    {
        _plane?.Dispose();
        _home?.Dispose();
    }

    protected override IDisposable Watch(Action changed) => _home!.Run(() => _plane!.WatchLinks(changed, Assert.Fail));

    protected override void Add(string name) => _home!.Ip($"link add {name} type bridge");

    protected override void Delete(string name) => _home!.Ip($"link del {name}");

    protected override void Rename(string name, string newName) => _home!.Ip($"link set {name} name {newName}");

    protected override void Set(string name, bool isUp) => _home!.Ip($"link set {name} {(isUp ? "up" : "down")}");

    protected override void Flood(string name) =>
        _home!.Ip([.. Enumerable.Range(0, ManyChanges).Select(i => $"link set {name} mtu {1400 + i % 2}")]);
}
