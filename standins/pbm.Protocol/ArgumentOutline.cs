namespace NetMonitor.Pbm.Protocol;

internal sealed record ArgumentOutline(string Name, string Description, string[] Switches, bool Mandatory, bool Multiple, string[] Defaults);
