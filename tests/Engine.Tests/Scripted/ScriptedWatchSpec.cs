using NetMonitor.Contracts;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Tests.Scripted;

public sealed class ScriptedWatchSpec : LinkWatchContract
{
    private const int ManyChanges = 10_000;

    private readonly ScriptedDataPlane _host = new();
    private readonly Dictionary<string, LinkDescription> _links = [];

    [Theory]
    [MemberData(nameof(Laws))]
    public void ScriptedWatch_should_keep(string law) => Keeps(law);

    protected override IDisposable Watch(Action changed) => _host.WatchLinks(changed, Assert.Fail);

    protected override void Add(string name) => Put(Links.Nic(name, _links.Count + 1) with { IsUp = false });

    protected override void Delete(string name)
    {
        _ = _links.Remove(name);
        Change();
    }

    protected override void Rename(string name, string newName)
    {
        _ = _links.Remove(name, out var link);
        Put(link! with { Name = newName });
    }

    protected override void Set(string name, bool isUp) => Put(_links[name] with { IsUp = isUp });

    protected override void Flood(string name)
    {
        for (var mtu = 1; mtu <= ManyChanges; mtu++)
        {
            Put(_links[name] with { Mtu = mtu });
        }
    }

    private void Put(LinkDescription link)
    {
        _links[link.Name] = link;
        Change();
    }

    private void Change() => _host.Change([.. _links.Values]);
}
