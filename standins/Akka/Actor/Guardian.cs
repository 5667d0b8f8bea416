namespace Akka.Actor;

/// <summary>The parent of all top-level actors under /user or /system.</summary>
internal sealed class Guardian(SupervisorStrategy strategy) : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => strategy;

    protected override bool Receive(object message)
    {
        Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
        return true;
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // The top-level actors outlive a restart of their guardian.
    }
}
