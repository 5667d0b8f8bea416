namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private readonly HashSet<IInternalActorRef> _watchers = [];

    /// <summary>Whom this actor watches, and what to hear instead of Terminated (null: Terminated).</summary>
    private readonly Dictionary<IActorRef, object> _watched = [];

    /// <summary>Whose Terminated is queued; an Unwatch meanwhile takes it back.</summary>
    private readonly Dictionary<IActorRef, object> _announced = [];

    public IActorRef Watch(IActorRef subject) => StartWatch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return StartWatch(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watched.Remove(subject))
        {
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, (IInternalActorRef)Self));
        }

        _announced.Remove(subject);
        return subject;
    }

    private IActorRef StartWatch(IActorRef subject, object message)
    {
        if (subject.Equals(Self))
        {
            return subject;
        }

        if (_watched.TryGetValue(subject, out var earlier))
        {
            if (!Equals(earlier, message))
            {
                throw new InvalidOperationException(
                    $"Watch({Self}, {subject}) termination message was not overwritten from [{earlier}] to [{message}]. If this was intended, unwatch first before using Watch / WatchWith with another message.");
            }

            return subject;
        }

        _watched.Add(subject, message);
        ((IInternalActorRef)subject).SendSystemMessage(new Watch((IInternalActorRef)subject, (IInternalActorRef)Self));
        return subject;
    }

    private void AddWatcher(Watch watch) => _watchers.Add(watch.Watcher);

    private void HandleDeath(DeathWatchNotification notice)
    {
        if (_watched.Remove(notice.Actor, out var instead) && !_terminating)
        {
            _announced[notice.Actor] = instead;
            Self.Tell(new Terminated(notice.Actor, notice.ExistenceConfirmed, addressTerminated: false), notice.Actor);
        }

        if (FindChild(notice.Actor) is { } stats)
        {
            RemoveChild(stats);
            ContinueWithoutChildren();
        }
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_announced.Remove(terminated.ActorRef, out var instead))
        {
            ReceiveMessage(instead ?? terminated);
        }
    }

    private void UnwatchAll()
    {
        foreach (var subject in _watched.Keys)
        {
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, (IInternalActorRef)Self));
        }

        _watched.Clear();
        _announced.Clear();
    }
}
