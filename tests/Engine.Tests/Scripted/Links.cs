using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Tests.Scripted;

internal static class Links
{
    public static LinkDescription Lo { get; } = Nic("lo", 1) with { Kind = "", Driver = "", Mac = "", IsLoopback = true };

    public static LinkDescription Nic(string name, int index) => new(
        index, name, "veth", "veth", $"02:00:00:00:00:{index:x2}", 1500, 10_000_000_000, 0, HasEthernet: true, IsUp: true, IsLoopback: false);
}
