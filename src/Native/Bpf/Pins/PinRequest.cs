using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>What an attachment needs in order to outlive this process.</summary>
/// <param name="Account">Names a new account; one that goes on keeps its own.</param>
/// <param name="Reason">Why it is attached the way it is.</param>
/// <param name="Note">Told of what was found and could not be gone on with, in one line.</param>
public sealed record PinRequest(PinFolder Folder, NicIdentity Nic, Rtnetlink Links, GracePeriod Grace, long Account, string Reason, Action<string> Note);
