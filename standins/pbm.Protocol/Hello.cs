namespace NetMonitor.Pbm.Protocol;

/// <summary>A client's first word.</summary>
internal sealed record Hello(int Speaks) : Message;
