namespace NetMonitor.Pbm.Protocol;

internal sealed record CommandOutline(string Name, string Description, ArgumentOutline[] Arguments);
