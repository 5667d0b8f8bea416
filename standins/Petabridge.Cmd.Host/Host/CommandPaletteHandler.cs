namespace Petabridge.Cmd.Host;

/// <summary>A palette, and how to make the actors that answer its commands: one for each connection that uses it.</summary>
public abstract class CommandPaletteHandler
{
    protected CommandPaletteHandler(CommandPalette palette)
    {
        Palette = palette;
    }

    public CommandPalette Palette { get; }

    public abstract Props HandlerProps { get; }

    /// <summary>Before the first command can arrive.</summary>
    public virtual void OnRegister(PetabridgeCmd plugin)
    {
    }
}
