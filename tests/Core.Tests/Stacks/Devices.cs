using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Tests.Stacks;

/// <summary>Links by hand: named after their index, nothing known but what the stack is made of.</summary>
internal static class Devices
{
    public static LinkDescription Nic(int index, string kind = "", int master = 0, int lower = 0, int peer = 0) =>
        new(index, $"nic{index}", kind, "", "", 1500, null, master, HasEthernet: kind is not ("tun" or "wireguard"), IsUp: true, IsLoopback: kind == "lo")
        {
            LowerIndex = lower,
            PeerIndex = peer,
        };
}
