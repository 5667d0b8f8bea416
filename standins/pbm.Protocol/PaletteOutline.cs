namespace NetMonitor.Pbm.Protocol;

internal sealed record PaletteOutline(string Name, CommandOutline[] Commands);
