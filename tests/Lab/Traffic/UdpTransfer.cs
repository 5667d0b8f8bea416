using System.Net;
using System.Net.Sockets;

namespace NetMonitor.Lab;

/// <summary>Datagrams from end to end of a cable, to a socket that takes them, so that nobody answers "unreachable".</summary>
public static class UdpTransfer
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Returns when the last datagram has arrived; each is received before the next is sent.</summary>
    public static async Task RunAsync(VethEnd from, VethEnd to, int datagrams, int bytes, AddressFamily family = AddressFamily.InterNetwork)
    {
        using var bound = new CancellationTokenSource(Bound);
        var address = family == AddressFamily.InterNetwork ? to.Address4 : to.Address6;
        using var receiver = to.Namespace.Run(() => new UdpClient(new IPEndPoint(address, 0)));
        using var sender = from.Namespace.Run(() => new UdpClient(family));
        var target = (IPEndPoint)receiver.Client.LocalEndPoint!;
        var payload = new byte[bytes];
        for (var i = 0; i < datagrams; i++)
        {
            _ = await sender.SendAsync(payload, target, bound.Token);
            _ = await receiver.ReceiveAsync(bound.Token);
        }
    }
}
