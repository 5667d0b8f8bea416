namespace Akka.Actor;

/// <summary>A timer's message on its way: it counts only while that very start of that timer is still the current one.</summary>
internal sealed class TimerMessage(ActorTimers owner, object key, object message, bool repeats) : IWrappedMessage, INoSerializationVerificationNeeded
{
    public ActorTimers Owner { get; } = owner;

    public object Key { get; } = key;

    public object Message { get; } = message;

    public bool Repeats { get; } = repeats;
}
