namespace Akka.Actor.Setup;

/// <summary>A part of how a system is set up that configuration text cannot hold.</summary>
public abstract class Setup
{
    protected Setup()
    {
    }

    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}
