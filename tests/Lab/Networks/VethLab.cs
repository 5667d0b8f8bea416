namespace NetMonitor.Lab;

/// <summary>A host with veth NICs in one namespace, and what they are plugged into in another. Nothing is sent that the test does not send:
/// no ARP, no neighbour discovery, no multicast reports, no router solicitations.</summary>
public sealed class VethLab : IDisposable
{
    private readonly List<VethNic> _nics = [];

    private VethLab()
    {
        Host = NetworkNamespace.Create();
        try
        {
            Wire = NetworkNamespace.Create();
        }
        catch
        {
            Host.Dispose();
            throw;
        }
    }

    public NetworkNamespace Host { get; }

    public NetworkNamespace Wire { get; }

    public IReadOnlyList<VethNic> Nics => _nics;

    public VethNic this[string name] => _nics.Single(n => n.Name == name);

    public static VethLab Create(params string[] nics) => Create(new VethOptions(), nics);

    public static VethLab Create(VethOptions options, params string[] nics)
    {
        var lab = new VethLab();
        try
        {
            foreach (var nic in nics)
            {
                _ = lab.Add(nic, options);
            }

            return lab;
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    /// <summary>Plugs in one more NIC and waits until both ends are up.</summary>
    public VethNic Add(string name, VethOptions? options = null)
    {
        options ??= new VethOptions();
        var pair = _nics.Count + 1;
        var nic = new VethNic(new VethEnd(Host, name, pair, 1), new VethEnd(Wire, name, pair, 2));
        Quieten(Host, options.Addresses);
        Quieten(Wire, options.Addresses);
        var queues = $"numrxqueues {options.Queues} numtxqueues {options.Queues}";
        Host.Ip($"link add name {name} address {nic.Host.Mac} {queues} type veth peer name {name} address {nic.Wire.Mac} {queues} netns {Wire.Name}");
        Host.Ip([.. nic.Host.Commands(options, nic.Wire)]);
        Wire.Ip([.. nic.Wire.Commands(options, nic.Host)]);
        if (options.Features is { } features)
        {
            nic.Host.SetFeatures(features);
            nic.Wire.SetFeatures(features);
        }

        Eventually.True(() => nic.Host.IsUp() && nic.Wire.IsUp(), $"{name} up on both sides");
        _nics.Add(nic);
        return nic;
    }

    public void Dispose()
    {
        Host.Dispose();
        Wire.Dispose();
    }

    /// <summary>Without ARP the kernel joins no solicited-node group, hence sends no multicast report; the rest is said here, before the NIC exists.</summary>
    private static void Quieten(NetworkNamespace home, bool addresses)
    {
        home.SetSysctl("net.ipv6.conf.default.disable_ipv6", addresses ? "0" : "1");
        home.SetSysctl("net.ipv6.conf.default.addr_gen_mode", "1");
        home.SetSysctl("net.ipv6.conf.default.accept_ra", "0");
        home.SetSysctl("net.ipv6.conf.default.router_solicitations", "0");
        home.SetSysctl("net.ipv6.conf.default.accept_dad", "0");
    }
}
