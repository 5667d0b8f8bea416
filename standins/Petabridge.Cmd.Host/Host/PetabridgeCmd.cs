namespace Petabridge.Cmd.Host;

/// <summary>The host of an actor system's palettes. It listens from <see cref="Start"/> until the system ends.</summary>
public sealed class PetabridgeCmd : IExtension
{
    internal PetabridgeCmd(ExtendedActorSystem system)
    {
        Sys = system;
    }

    public ExtendedActorSystem Sys { get; }

    public static PetabridgeCmd Get(ActorSystem system) => new PetabridgeCmdExtension().Get(system);

    /// <returns>False when a palette of this name is there already.</returns>
    public bool RegisterCommandPalette(CommandPaletteHandler handler)
    {
        handler.OnRegister(this);
        return true;
    }

    public void Start()
    {
    }
}
