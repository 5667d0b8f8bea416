namespace Akka.Actor;

public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) => self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) => self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) => self.Ask<T>(message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    public static async Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var provider = ProviderOf(self) ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var limit = timeout ?? provider.Settings.AskTimeout;
        var asker = new AskerRef<T>(provider);
        provider.Register(asker);
        using var clock = new CancellationTokenSource();
        try
        {
            await using var atTimeout = clock.Token.Register(() => asker.Fail(new AskTimeoutException($"Timeout after {limit.TotalSeconds:N2} seconds")));
            await using var atCancel = cancellationToken.Register(() => asker.Cancel(cancellationToken));
            clock.CancelAfter(limit < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : limit);
            self.Tell(messageFactory(asker), asker);
            return await asker.Answer.ConfigureAwait(false);
        }
        finally
        {
            provider.Unregister(asker);
        }
    }

    internal static LocalProvider ProviderOf(ICanTell target) => target switch
    {
        ActorSelection selection => ProviderOf(selection.Anchor),
        IInternalActorRef actor => (LocalProvider)actor.Provider,
        _ => ActorCell.Current?.SystemImpl.LocalProvider,
    };
}
