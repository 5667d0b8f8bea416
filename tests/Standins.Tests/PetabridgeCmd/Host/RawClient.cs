using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using NetMonitor.Pbm.Connection;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

/// <summary>Says anything at all to a host.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    public RawClient(HostAddress address)
    {
        _client = new TcpClient(address.Host, address.Port);
        _stream = _client.GetStream();
    }

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    public async Task SendAsync(string json) => await WriteAsync(Framed(json));

    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>The next message as it came.</summary>
    public async Task<string> HearAsync()
    {
        var header = new byte[4];
        await _stream.ReadExactlyAsync(header).AsTask().WaitAsync(Bound);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
        await _stream.ReadExactlyAsync(body).AsTask().WaitAsync(Bound);
        return Encoding.UTF8.GetString(body);
    }

    /// <returns>How many bytes came before the host closed the connection in good order.</returns>
    public async Task<int> ReadToEndAsync()
    {
        using var heard = new MemoryStream();
        await _stream.CopyToAsync(heard).WaitAsync(Bound);
        return (int)heard.Length;
    }

    public static byte[] Framed(string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, body.Length);
        body.CopyTo(frame, 4);
        return frame;
    }

    public void Dispose() => _client.Dispose();
}
