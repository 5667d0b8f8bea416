using System.Net.Sockets;
using System.Runtime.CompilerServices;
using NetMonitor.Pbm.Protocol;

namespace NetMonitor.Pbm.Connection;

/// <summary>A host that has said what it can be asked.</summary>
internal sealed class HostConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly CancellationTokenSource _closed = new();
    private Task<Message?> _next;

    private HostConnection(Socket socket, NetworkStream stream, PaletteOutline[] palettes)
    {
        _socket = socket;
        _stream = stream;
        Palettes = palettes;
        _next = ReadAsync();
    }

    /// <summary>Together with the start of the program less than the 2 s after which pbm promises to say that nobody is there.</summary>
    public static TimeSpan UsualPatience { get; } = TimeSpan.FromSeconds(1.5);

    public PaletteOutline[] Palettes { get; }

    /// <summary>Ends when the host says something, or goes. Between two commands it has nothing to say.</summary>
    public Task Stirring => _next;

    /// <exception cref="NoConnectionException">Nobody listens, or nobody who answers as a host does, in time.</exception>
    public static async Task<HostConnection> OpenAsync(HostAddress address, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            return await OpenAsync(socket, address, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw Explain(e, address, patience) is { } reason ? new NoConnectionException(reason) : e;
        }
    }

    /// <exception cref="NoConnectionException">The host went before the answer was complete.</exception>
    public async IAsyncEnumerable<Reply> AskAsync(string[] words, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await SendAsync(new Request(words), cancellationToken).ConfigureAwait(false);
        while (await _next.WaitAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            _next = ReadAsync();
            var reply = message as Reply ?? throw new NoConnectionException($"the host refuses: {(message as Refusal)?.Reason ?? message.GetType().Name}");
            yield return reply;
            if (reply.Final)
            {
                yield break;
            }
        }

        throw NoConnectionException.Lost();
    }

    public void Dispose()
    {
        _closed.Cancel();
        _socket.Dispose();
    }

    private static async Task<HostConnection> OpenAsync(Socket socket, HostAddress address, CancellationToken cancellationToken)
    {
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
        var stream = new NetworkStream(socket);
        await stream.WriteAsync(Frame.Of(new Hello(Message.Version)), cancellationToken).ConfigureAwait(false);
        return await Frame.ReadAsync(stream, Frame.LargestToClient, cancellationToken).ConfigureAwait(false) switch
        {
            Welcome welcome => new HostConnection(socket, stream, welcome.Palettes),
            Refusal refusal => throw new NoConnectionException($"the host at {address} refuses: {refusal.Reason}"),
            null => throw new NoConnectionException($"what listens at {address} hung up: no host of pbm, perhaps"),
            _ => throw new NoConnectionException($"what listens at {address} is no host of pbm"),
        };
    }

    private static string? Explain(Exception failure, HostAddress address, TimeSpan patience) => failure switch
    {
        NoConnectionException known => known.Message,
        OperationCanceledException => $"no connection to {address}: no answer within {patience.TotalSeconds} s",
        SocketException refused => $"no connection to {address}: {refused.Message}",
        IOException broken => $"what listens at {address} hung up: {broken.Message}",
        BadFrameException bad => $"what listens at {address} is no host of pbm: {bad.Message}",
        _ => null,
    };

    private async Task SendAsync(Message message, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(Frame.Of(message), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A refusal may lie there to be read.
        }
    }

    private async Task<Message?> ReadAsync()
    {
        try
        {
            return await Frame.ReadAsync(_stream, Frame.LargestToClient, _closed.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
        catch (BadFrameException e)
        {
            return new Refusal(e.Message);
        }
    }
}
