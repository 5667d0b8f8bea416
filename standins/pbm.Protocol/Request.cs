namespace NetMonitor.Pbm.Protocol;

/// <summary>Palette, command, switches and values, a word each. The next one may come when the last reply to this one has.</summary>
internal sealed record Request(string[] Words) : Message;
