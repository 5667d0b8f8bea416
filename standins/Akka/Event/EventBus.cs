using System.Collections.Concurrent;

namespace Akka.Event;

/// <summary>Publishes events to those who subscribed to what they are classified as; each subscriber gets an event once.</summary>
public abstract class EventBus<TEvent, TClassifier, TSubscriber>
{
    private readonly Lock _gate = new();
    private readonly List<(TClassifier Classifier, TSubscriber Subscriber)> _subscriptions = [];

    /// <summary>Replaced whole at each change, so that publishing takes no lock.</summary>
    private volatile ConcurrentDictionary<TClassifier, TSubscriber[]> _receivers = new();

    protected EventBus()
    {
    }

    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_gate)
        {
            if (_subscriptions.Contains((classifier, subscriber)))
            {
                return false;
            }

            _subscriptions.Add((classifier, subscriber));
            _receivers = new();
            return true;
        }
    }

    public virtual bool Unsubscribe(TSubscriber subscriber) => Remove(subscription => Equals(subscription.Subscriber, subscriber));

    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier) =>
        Remove(subscription => Equals(subscription.Subscriber, subscriber) && IsSubClassification(classifier, subscription.Classifier));

    public virtual void Publish(TEvent @event)
    {
        foreach (var subscriber in _receivers.GetOrAdd(GetClassifier(@event), ReceiversOf))
        {
            Publish(@event, subscriber);
        }
    }

    protected abstract bool IsSubClassification(TClassifier parent, TClassifier child);

    protected abstract void Publish(TEvent @event, TSubscriber subscriber);

    protected abstract bool Classify(TEvent @event, TClassifier classifier);

    protected abstract TClassifier GetClassifier(TEvent @event);

    private bool Remove(Predicate<(TClassifier Classifier, TSubscriber Subscriber)> match)
    {
        lock (_gate)
        {
            var any = _subscriptions.RemoveAll(match) > 0;
            _receivers = new();
            return any;
        }
    }

    private TSubscriber[] ReceiversOf(TClassifier classifier)
    {
        lock (_gate)
        {
            return [.. _subscriptions.Where(subscription => IsSubClassification(subscription.Classifier, classifier)).Select(subscription => subscription.Subscriber).Distinct()];
        }
    }
}
