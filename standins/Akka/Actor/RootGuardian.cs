namespace Akka.Actor;

/// <summary>Ends the system in order: first everything of the user, then the system's own actors, then itself.</summary>
internal sealed class RootGuardian : ActorBase
{
    private ActorSystemImpl System => (ActorSystemImpl)Context.System;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        System.Log.Error(cause, "guardian failed, shutting down system");
        return Directive.Stop;
    });

    protected override void PreStart()
    {
        Context.Watch(System.Guardian);
        Context.Watch(System.SystemGuardian);
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated terminated when terminated.ActorRef.Equals(System.Guardian):
                Context.Stop(System.SystemGuardian);
                return true;
            case Terminated:
                Context.Stop(Self);
                return true;
            default:
                return false;
        }
    }
}
