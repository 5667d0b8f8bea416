namespace Akka.Actor;

/// <summary>Stands where no actor is: what is told to it becomes a dead letter.</summary>
internal class MissingRef(LocalProvider provider, ActorPath path, EventStream eventStream) : MinimalActorRef
{
    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider => provider;

    public override bool IsTerminated => true;

    public override void SendSystemMessage(ISystemMessage message) => (message as Watch)?.AnswerDead();

    protected override void TellInternal(object message, IActorRef sender)
    {
        switch (message)
        {
            case null:
                throw new InvalidMessageException("Message is null");
            case DeadLetter letter when letter.Message is IDeadLetterSuppression suppressed:
                eventStream.Publish(new SuppressedDeadLetter(suppressed, letter.Sender, letter.Recipient));
                break;
            case DeadLetter letter:
                eventStream.Publish(letter);
                break;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), this);
                break;
            case IDeadLetterSuppression suppressed:
                eventStream.Publish(new SuppressedDeadLetter(suppressed, sender ?? provider.DeadLetters, this));
                break;
            default:
                eventStream.Publish(new DeadLetter(message, sender ?? provider.DeadLetters, this));
                break;
        }
    }
}
