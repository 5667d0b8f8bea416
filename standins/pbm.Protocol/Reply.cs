namespace NetMonitor.Pbm.Protocol;

/// <summary>A part of the answer to the request; the final one ends it. Errored: why the request failed.</summary>
internal sealed record Reply(string Text, bool Final, bool Errored) : Message;
