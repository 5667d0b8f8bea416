using System.Net;
using System.Net.Sockets;

namespace NetMonitor.Lab;

/// <summary>Bytes over one TCP connection from end to end of a cable; both ends need <see cref="VethOptions.Addresses"/>.</summary>
public static class TcpTransfer
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Returns when the receiver has read all the bytes and the end of the stream.</summary>
    public static async Task RunAsync(VethEnd from, VethEnd to, long bytes, AddressFamily family = AddressFamily.InterNetwork)
    {
        using var bound = new CancellationTokenSource(Bound);
        var address = family == AddressFamily.InterNetwork ? to.Address4 : to.Address6;
        using var listener = to.Namespace.Run(() =>
        {
            var made = new TcpListener(address, 0);
            made.Start();
            return made;
        });
        using var client = from.Namespace.Run(() => new TcpClient(family));
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, bound.Token);
        using var server = await listener.AcceptTcpClientAsync(bound.Token);
        var receiving = ReceiveAsync(server, bound.Token);
        await SendAsync(client, bytes, bound.Token);
        var received = await receiving;
        if (received != bytes)
        {
            throw new InvalidOperationException($"sent {bytes} bytes over TCP, received {received}");
        }
    }

    private static async Task SendAsync(TcpClient client, long bytes, CancellationToken cancellation)
    {
        var chunk = new byte[65536];
        for (var left = bytes; left > 0; left -= chunk.Length)
        {
            await client.GetStream().WriteAsync(chunk.AsMemory(0, (int)Math.Min(left, chunk.Length)), cancellation);
        }

        client.Client.Shutdown(SocketShutdown.Send);
    }

    private static async Task<long> ReceiveAsync(TcpClient server, CancellationToken cancellation)
    {
        var chunk = new byte[65536];
        var sum = 0L;
        for (int read; (read = await server.GetStream().ReadAsync(chunk, cancellation)) > 0;)
        {
            sum += read;
        }

        return sum;
    }
}
