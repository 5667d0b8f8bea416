using System.Runtime.CompilerServices;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    public object ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) => Take(RemainingOrDilated(max), cancellationToken)?.Message;

    public async ValueTask<object> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TakeAsync(RemainingOrDilated(max), cancellationToken))?.Message;

    public bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        envelope = Take(RemainingOrDilated(max), cancellationToken);
        return envelope != null;
    }

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Receive(numberOfMessages, RemainingOrDefault, cancellationToken);

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        Receive(numberOfMessages, Dilated(max), cancellationToken);

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveAsync(numberOfMessages, RemainingOrDefault, cancellationToken);

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        ReceiveAsync(numberOfMessages, Dilated(max), cancellationToken);

    /// <summary>Takes messages as long as they come in time and the filter makes something of them.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(max, null, filter, msgs, cancellationToken);

    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(max, idle, filter, msgs, cancellationToken);

    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var end = Now + RemainingOrDilated(max);
        var taken = new List<T>();
        while (taken.Count < msgs)
        {
            var left = end - Now;
            var envelope = Take(idle is { } pause && pause < left ? pause : left, cancellationToken);
            if (envelope == null)
            {
                break;
            }

            var result = filter(envelope.Message);
            if (result is null)
            {
                break;
            }

            taken.Add(result);
        }

        return taken;
    }

    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Throws away messages until one fits.</summary>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (true)
        {
            var envelope = Take(end - Now, cancellationToken) ?? throw Failed($"Timeout ({limit}) during fishForMessage, hint: {hint}");
            if (envelope.Message is T message && isMessage(message))
            {
                return message;
            }
        }
    }

    public async ValueTask<object> FishForMessageAsync(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        await FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    public async ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (true)
        {
            var envelope = await TakeAsync(end - Now, cancellationToken) ?? throw Failed($"Timeout ({limit}) during fishForMessage, hint: {hint}");
            if (envelope.Message is T message && isMessage(message))
            {
                return message;
            }
        }
    }

    private static TimeSpan AtLeastZero(TimeSpan limit) => limit < TimeSpan.Zero ? TimeSpan.Zero : limit;

    private MessageEnvelope Take(TimeSpan limit, CancellationToken cancellation) => Remember(_queue.Take(AtLeastZero(limit), cancellation));

    private async Task<MessageEnvelope> TakeAsync(TimeSpan limit, CancellationToken cancellation) => Remember(await _queue.TakeAsync(AtLeastZero(limit), cancellation));

    private MessageEnvelope Remember(MessageEnvelope envelope)
    {
        _last = envelope ?? NullMessageEnvelope.Instance;
        _lastWasSilence = false;
        return envelope;
    }

    private List<object> Receive(int count, TimeSpan limit, CancellationToken cancellation)
    {
        var end = Now + limit;
        var messages = new List<object>();
        while (messages.Count < count)
        {
            var envelope = Take(end - Now, cancellation) ?? throw Failed($"Timeout ({limit}) while expecting {count} messages. Only got {messages.Count} after {limit}.");
            messages.Add(envelope.Message);
        }

        return messages;
    }

    private async IAsyncEnumerable<object> ReceiveAsync(int count, TimeSpan limit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var end = Now + limit;
        for (var i = 0; i < count; i++)
        {
            var envelope = await TakeAsync(end - Now, cancellation) ?? throw Failed($"Timeout ({limit}) while expecting {count} messages. Only got {i} after {limit}.");
            yield return envelope.Message;
        }
    }

    /// <summary>The framework's own failure; what is returned is never thrown, it only tells the compiler that nothing follows.</summary>
    private InvalidOperationException Failed(string message)
    {
        Fail(message);
        return new InvalidOperationException(message);
    }
}
