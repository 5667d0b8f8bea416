using Akka.Actor;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Toys;

internal sealed class ToyHandler(CommandPalette palette, Props props) : CommandPaletteHandler(palette)
{
    public static ToyHandler Of(IActorRef observer) => new(ToyCommands.Palette, Props.Create(() => new ToyActor(observer)));

    public override Props HandlerProps { get; } = props;

    public Petabridge.Cmd.Host.PetabridgeCmd? RegisteredWith { get; private set; }

    public override void OnRegister(Petabridge.Cmd.Host.PetabridgeCmd plugin) => RegisteredWith = plugin;
}
