namespace Akka.TestKit;

internal sealed class EventFilterApplier(TestKitBase kit, ActorSystem system, IReadOnlyList<Func<LogEvent, bool>> matches) : IEventFilterApplier
{
    public EventFilterFactory And => new(kit, system, matches);

    private TimeSpan Leeway => kit.Dilated(TestKitExtension.For(system).TestEventFilterLeeway);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) => Expect(1, timeout, action, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) => Expect(expectedCount, Leeway, action, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default)
    {
        using var muted = new Muted(system, matches);
        action();
        var end = TestKitBase.Now + timeout;
        while (muted.Filter.Count < expectedCount && TestKitBase.Now < end)
        {
            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(10));
        }

        Judge(muted.Filter.Count, expectedCount, timeout);
    }

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) => Expect(1, func, cancellationToken);

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default)
    {
        T result = default;
        Expect(expectedCount, () => { result = func(); }, cancellationToken);
        return result;
    }

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) => ExpectAsync(1, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) => ExpectAsync(1, timeout, action, cancellationToken);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, actionAsync, cancellationToken);

    public async Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default)
    {
        using var muted = new Muted(system, matches);
        await action();
        var end = TestKitBase.Now + timeout;
        while (muted.Filter.Count < expectedCount && TestKitBase.Now < end)
        {
            await Task.Delay(10, cancellationToken);
        }

        Judge(muted.Filter.Count, expectedCount, timeout);
    }

    public IUnmutableFilter Mute() => new Muted(system, matches);

    public void Mute(Action action, CancellationToken cancellationToken = default)
    {
        using var muted = new Muted(system, matches);
        action();
    }

    private void Judge(int count, int expected, TimeSpan timeout)
    {
        if (count < expected)
        {
            kit.Fail($"Timeout ({timeout}) while waiting for messages. Only received {count}/{expected} messages that matched the filter.");
        }
        else if (count > expected)
        {
            kit.Fail($"Received {count - expected} {(count - expected == 1 ? "message" : "messages")} too many. Expected {expected} but got {count} messages that matched the filter.");
        }
    }

    private sealed class Muted : IUnmutableFilter
    {
        private readonly ActorSystem _system;

        public Muted(ActorSystem system, IReadOnlyList<Func<LogEvent, bool>> matches)
        {
            _system = system;
            Filter = new CountingFilter(matches);
            system.EventStream.Publish(new TestEventListener.Add(Filter));
        }

        public CountingFilter Filter { get; }

        public void Unmute() => _system.EventStream.Publish(new TestEventListener.Remove(Filter));

        public void Dispose() => Unmute();
    }
}
