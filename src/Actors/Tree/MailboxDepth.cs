using Akka.Actor;

namespace NetMonitor.Actors.Tree;

/// <summary>How many messages wait for an actor. The only place that looks below <see cref="IActorRef"/>.</summary>
public static class MailboxDepth
{
    /// <summary>Without the message that is being handled; null for an actor that is dead or not of this process.</summary>
    public static int? Of(IActorRef? actor) =>
        actor is ActorRefWithCell { IsTerminated: false } local ? local.Underlying.NumberOfMessages : null;
}
