namespace Petabridge.Cmd.Host;

internal sealed class PetabridgeCmdExtension : ExtensionIdProvider<PetabridgeCmd>
{
    public override PetabridgeCmd CreateExtension(ExtendedActorSystem system) => new(system);
}
