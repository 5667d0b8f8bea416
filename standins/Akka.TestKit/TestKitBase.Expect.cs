namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private bool _lastWasSilence;

    public T ExpectMsg<T>(TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, hint, null, cancellationToken);

    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, hint, Equal(message, hint), cancellationToken);

    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, hint, Satisfying(isMessage, hint), cancellationToken);

    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, hint, (message, _) => assert(message), cancellationToken);

    public T ExpectMsg<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, hint, Satisfying(isMessageAndSender, hint), cancellationToken);

    public T ExpectMsg<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, hint, assertMessageAndSender, cancellationToken);

    public T ExpectMsg<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, hint, (message, _) => _assertions.AssertEqual(expected, message, comparer, hint ?? ""), cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(duration, hint, null, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(timeout, hint, Equal(message, hint), cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(timeout, hint, Satisfying(isMessage, hint), cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(Action<T> assert, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(timeout, hint, (message, _) => assert(message), cancellationToken);

    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, hint, (_, from) => From(sender, from, hint), cancellationToken);

    public T ExpectMsgFrom<T>(IActorRef sender, T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, hint, (actual, from) =>
        {
            From(sender, from, hint);
            _assertions.AssertEqual(message, actual, hint ?? "");
        }, cancellationToken);

    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect(timeout, hint, End(target, hint), cancellationToken);

    public ValueTask<Terminated> ExpectTerminatedAsync(IActorRef target, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync(timeout, hint, End(target, hint), cancellationToken);

    /// <summary>All of them, in any order, and nothing between.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => All(messages, RemainingOrDefault, CancellationToken.None);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) => All(messages, Dilated(max), CancellationToken.None);

    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        Expect<T>(null, null, (message, _) => _assertions.AssertTrue(messages.Contains(message), $"not found {message}"), cancellationToken);

    public void ExpectNoMsg(CancellationToken cancellationToken = default) => Silence(_queue.Take(RemainingOrDefault, cancellationToken));

    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) => Silence(_queue.Take(Dilated(duration), cancellationToken));

    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    public async ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) => Silence(await _queue.TakeAsync(RemainingOrDefault, cancellationToken));

    public async ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        Silence(await _queue.TakeAsync(Dilated(duration), cancellationToken));

    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    private static string Said(string hint) => string.IsNullOrEmpty(hint) ? "" : $" [{hint}]";

    private T Expect<T>(TimeSpan? timeout, string hint, Action<T, IActorRef> check, CancellationToken cancellation)
    {
        var limit = RemainingOrDilated(timeout);
        return Checked(Take(limit, cancellation), limit, hint, check);
    }

    private async ValueTask<T> ExpectAsync<T>(TimeSpan? timeout, string hint, Action<T, IActorRef> check, CancellationToken cancellation)
    {
        var limit = RemainingOrDilated(timeout);
        return Checked(await TakeAsync(limit, cancellation), limit, hint, check);
    }

    private T Checked<T>(MessageEnvelope envelope, TimeSpan limit, string hint, Action<T, IActorRef> check)
    {
        if (envelope == null)
        {
            Fail($"Failed: Timeout {limit} while waiting for a message of type {typeof(T)}{Said(hint)}");
        }

        if (envelope.Message is not T message)
        {
            throw Failed($"Failed: Expected a message of type {typeof(T)}, but received {{{envelope.Message}}} (type {envelope.Message?.GetType()}) instead{Said(hint)} from {envelope.Sender}");
        }

        check?.Invoke(message, envelope.Sender);
        return message;
    }

    private Action<T, IActorRef> Equal<T>(T expected, string hint) => (message, _) => _assertions.AssertEqual(expected, message, hint ?? "");

    private Action<T, IActorRef> Satisfying<T>(Predicate<T> predicate, string hint) => Satisfying<T>((message, _) => predicate(message), hint);

    private Action<T, IActorRef> Satisfying<T>(Func<T, IActorRef, bool> predicate, string hint) => (message, sender) =>
        _assertions.AssertTrue(predicate(message, sender), "{0}", $"Got a message of the expected type <{typeof(T)}> from {sender}. But the message {{{message}}} doesn't match the condition{Said(hint)}");

    private Action<Terminated, IActorRef> End(IActorRef target, string hint) => (terminated, _) => _assertions.AssertEqual(target, terminated.ActorRef, hint ?? "");

    private void From(IActorRef expected, IActorRef actual, string hint) => _assertions.AssertEqual(expected, actual, hint ?? "");

    private List<T> All<T>(T[] expected, TimeSpan limit, CancellationToken cancellation)
    {
        var received = Receive(expected.Length, limit, cancellation);
        var missing = expected.Where(message => !received.Contains(message)).ToList();
        var unexpected = received.Where(message => !expected.Any(one => Equals(one, message))).ToList();
        _assertions.AssertTrue(missing.Count == 0 && unexpected.Count == 0, "{0}", $"not found [{string.Join(", ", missing)}], found unexpected [{string.Join(", ", unexpected)}]");
        return [.. received.Cast<T>()];
    }

    private void Silence(MessageEnvelope envelope)
    {
        _assertions.AssertTrue(envelope == null, "{0}", $"Expected no messages during the duration, instead we received {envelope?.Message} from {envelope?.Sender}");
        Remember(null);
        _lastWasSilence = true;
    }
}
