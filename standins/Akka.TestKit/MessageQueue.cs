using System.Collections.Concurrent;

namespace Akka.TestKit;

/// <summary>What a test actor received and the test has not yet taken.</summary>
internal sealed class MessageQueue
{
    private readonly ConcurrentQueue<MessageEnvelope> _messages = new();
    private readonly SemaphoreSlim _available = new(0);

    /// <summary>Messages for which it is true are forgotten on arrival.</summary>
    public volatile Func<object, bool> Ignores;

    public bool IsEmpty => _messages.IsEmpty;

    public void Add(MessageEnvelope envelope)
    {
        if (Ignores is { } ignores && ignores(envelope.Message))
        {
            return;
        }

        _messages.Enqueue(envelope);
        _available.Release();
    }

    /// <returns>Null when nothing came in time.</returns>
    public MessageEnvelope Take(TimeSpan limit, CancellationToken cancellation) => _available.Wait(limit, cancellation) ? Next() : null;

    public async Task<MessageEnvelope> TakeAsync(TimeSpan limit, CancellationToken cancellation) =>
        await _available.WaitAsync(limit, cancellation).ConfigureAwait(false) ? Next() : null;

    private MessageEnvelope Next()
    {
        _messages.TryDequeue(out var envelope);
        return envelope;
    }
}
