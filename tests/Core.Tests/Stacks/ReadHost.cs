using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Stacks;

/// <summary>A host whose NICs are read by hand.</summary>
internal sealed class ReadHost
{
    private readonly Dictionary<int, (ulong Rx, ulong Tx)> _counters = [];
    private readonly Dictionary<int, long> _generations = [];
    private readonly Dictionary<int, LinkDescription> _links = [];
    private long _now;

    public ReadHost(params LinkDescription[] links)
    {
        foreach (var link in links)
        {
            Announce(link);
        }
    }

    public HostSnapshot Snapshot { get; private set; } = HostSnapshot.Empty;

    public void Hear(IEnumerable<LinkDescription> all) => Snapshot = Snapshot.AmongLinks([.. all]);

    public ReadHost Announce(LinkDescription link)
    {
        Snapshot = Snapshot.Detached(link, InterfaceCondition.Attaching, "", 0);
        _links[link.Index] = link;
        return Attach(link);
    }

    /// <summary>Counts from zero, which nobody knows before it is read.</summary>
    public ReadHost Attach(LinkDescription link)
    {
        _counters[link.Index] = default;
        _generations[link.Index] = ++_now;
        return this;
    }

    /// <summary>After so many further packets.</summary>
    public ReadHost Read(LinkDescription link, ulong rx, ulong tx)
    {
        var before = _counters[link.Index];
        _counters[link.Index] = (before.Rx + rx, before.Tx + tx);
        Snapshot = Snapshot.After(Summary(link));
        return this;
    }

    public void Describe(LinkDescription link)
    {
        _links[link.Index] = link;
        Snapshot = Snapshot.LinkChanged(link);
    }

    public ReadHost Gone(LinkDescription link)
    {
        _ = _counters.Remove(link.Index);
        Snapshot = Snapshot.Without(link.Name);
        return this;
    }

    /// <summary>Its attachment ends with a last reading.</summary>
    public void Fail(LinkDescription link, InterfaceCondition condition) =>
        Snapshot = Snapshot.Finished(Summary(link)).Detached(link, condition, "why", 0);

    /// <summary>It has no attachment whose last words there would be.</summary>
    public void Refuse(LinkDescription link, InterfaceCondition condition) => Snapshot = Snapshot.Detached(link, condition, "why", 0);

    public void Pass(int index, Direction direction)
    {
        var (rx, tx) = _counters[index];
        _counters[index] = direction == Direction.Rx ? (rx + 1, tx) : (rx, tx + 1);
    }

    public TotalPlace PlaceOf(int index) => Snapshot.Interfaces[_links[index].Name].Place;

    /// <summary>The same host with other links: who is not counted any more is read for the last time; who is new is announced, and read before anything
    /// passes.</summary>
    public void Become(RandomStack stack)
    {
        var links = stack.Links.ToDictionary(link => link.Index);
        foreach (var index in _counters.Keys.Where(index => !stack.Counted.Contains(index)).ToList())
        {
            Snapshot = Snapshot.Finished(Summary(_links[index]));
            Gone(_links[index]);
        }

        Snapshot = Snapshot.AmongLinks(stack.Links);
        var fresh = new HashSet<int>();
        foreach (var index in stack.Counted)
        {
            if (_counters.ContainsKey(index))
            {
                Describe(links[index]);
            }
            else
            {
                Announce(links[index]);
                _ = fresh.Add(index);
            }
        }

        ReadThose(fresh.Contains);
    }

    public void ReadAll() => ReadThose(_ => true);

    public void ReadSome(Random random) => ReadThose(_ => random.Next(4) == 0);

    private void ReadThose(Func<int, bool> which)
    {
        foreach (var index in _counters.Keys.Where(which).ToList())
        {
            Read(_links[index], 0, 0);
        }
    }

    private InterfaceSummary Summary(LinkDescription link)
    {
        var (rx, tx) = _counters[link.Index];
        var reading = Example.Reading(_generations[link.Index], ++_now, Example.Traffic(rx, tx));
        return NicLife.Summary(reading) with { Link = link };
    }
}
