namespace NetMonitor.Pbm.Protocol;

/// <summary>The host's last word to a client that it cannot understand or has no room for.</summary>
internal sealed record Refusal(string Reason) : Message;
