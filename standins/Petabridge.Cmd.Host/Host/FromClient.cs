using NetMonitor.Pbm.Protocol;

namespace Petabridge.Cmd.Host;

internal sealed record FromClient(Message Message) : INoSerializationVerificationNeeded;
