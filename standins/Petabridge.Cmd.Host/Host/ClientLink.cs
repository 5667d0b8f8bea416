using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using NetMonitor.Pbm.Protocol;

namespace Petabridge.Cmd.Host;

/// <summary>The socket of one client. What is to be sent waits here, so that no actor ever waits for a client.</summary>
internal sealed class ClientLink
{
    // Two of the largest messages. Who reads so slowly that more than this waits is given up.
    private const long MostWaitingBytes = 2L * Frame.LargestToClient;

    private static readonly TimeSpan TimeToPart = TimeSpan.FromSeconds(3);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _giveUp = new();
    private long _waitingBytes;

    public ClientLink(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        Address = RemoteAddress(socket);
        _stream = new NetworkStream(socket, false);
        _ = WriteAsync();
    }

    public IPEndPoint Address { get; }

    /// <summary>Tells the actor every message that comes, then once that no more will: <see cref="ClientGone"/>.</summary>
    public async Task ReadAsync(IActorRef client)
    {
        try
        {
            while (await Frame.ReadAsync(_stream, Frame.LargestToHost, _giveUp.Token).ConfigureAwait(false) is { } message)
            {
                client.Tell(new FromClient(message));
            }

            client.Tell(new ClientGone(null));
        }
        catch (BadFrameException e)
        {
            client.Tell(new ClientGone(e.Message));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            client.Tell(new ClientGone(null));
        }
    }

    /// <returns>False when the client does not read what it asked for.</returns>
    public bool Send(Message message)
    {
        var frame = Frame.Of(message);
        if (frame.Length > Frame.LargestToClient)
        {
            frame = Frame.Of(new Reply($"an answer of {frame.Length} bytes; at most {Frame.LargestToClient} can be sent", true, true));
        }

        if (Interlocked.Add(ref _waitingBytes, frame.Length) > MostWaitingBytes)
        {
            return false;
        }

        _outgoing.Writer.TryWrite(frame);
        return true;
    }

    /// <summary>Sends what waits, for a while, and parts.</summary>
    public void Close()
    {
        _outgoing.Writer.TryComplete();
        _giveUp.CancelAfter(TimeToPart);
    }

    /// <summary>Parts without sending what waits.</summary>
    public void Abort()
    {
        _outgoing.Writer.TryComplete();
        _giveUp.Cancel();
    }

    private static IPEndPoint RemoteAddress(Socket socket)
    {
        try
        {
            return (IPEndPoint)socket.RemoteEndPoint;
        }
        catch (SocketException)
        {
            // It has gone before it was looked at.
            return new IPEndPoint(IPAddress.None, 0);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(_giveUp.Token).ConfigureAwait(false))
            {
                await _stream.WriteAsync(frame, _giveUp.Token).ConfigureAwait(false);
                Interlocked.Add(ref _waitingBytes, -frame.Length);
            }

            await PartAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The reading side says so.
        }
        finally
        {
            _giveUp.Cancel();
            _socket.Dispose();
        }
    }

    // Closing while something unread lies in the socket resets the connection, and the last word would be lost with it.
    private async Task PartAsync()
    {
        _socket.Shutdown(SocketShutdown.Send);
        var ignored = new byte[Frame.LargestToHost];
        while (await _stream.ReadAsync(ignored, _giveUp.Token).ConfigureAwait(false) > 0)
        {
        }
    }
}
