using System.Net;

namespace NetMonitor.Lab;

/// <summary>One end of a veth pair.</summary>
public sealed class VethEnd
{
    internal VethEnd(NetworkNamespace home, string name, int pair, int end)
    {
        Namespace = home;
        Name = name;
        Mac = $"02:77:00:00:{pair:x2}:{end:x2}";
        Address4 = new IPAddress([10, 77, (byte)pair, (byte)end]);
        Address6 = IPAddress.Parse($"fd77:0:0:{pair:x}::{end}");
    }

    public NetworkNamespace Namespace { get; }

    public string Name { get; }

    public string Mac { get; }

    /// <summary>Set up only with <see cref="VethOptions.Addresses"/>.</summary>
    public IPAddress Address4 { get; }

    /// <inheritdoc cref="Address4"/>
    public IPAddress Address6 { get; }

    public int Index => Namespace.IndexOf(Name);

    public LinkStatistics Statistics() => Namespace.Statistics(Name);

    /// <summary><c>ethtool -K</c>, for example <c>SetFeatures("tso off gro on")</c>.</summary>
    public void SetFeatures(string features) =>
        _ = Namespace.Exec("ethtool", ["-K", Name, .. features.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Require();

    /// <summary>A socket that sends frames out of this end, through its traffic control.</summary>
    public FrameInjector OpenInjector() => FrameInjector.Open(Namespace, Name);

    internal bool IsUp() => Namespace.Link(Name).GetProperty("operstate").GetString() == "UP";

    internal IEnumerable<string> Commands(VethOptions options, VethEnd peer)
    {
        yield return $"link set dev {Name} arp off mtu {options.Mtu}";
        if (options.Addresses)
        {
            yield return $"addr add {Address4}/24 dev {Name}";
            yield return $"addr add {Address6}/64 dev {Name} nodad";
        }

        yield return $"link set dev {Name} up";
        if (options.Addresses)
        {
            yield return $"neigh add {peer.Address4} lladdr {peer.Mac} dev {Name} nud permanent";
            yield return $"neigh add {peer.Address6} lladdr {peer.Mac} dev {Name} nud permanent";
        }
    }
}
