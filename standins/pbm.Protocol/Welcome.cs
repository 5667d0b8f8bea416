namespace NetMonitor.Pbm.Protocol;

/// <summary>The answer to <see cref="Hello"/>: all that the host can be asked.</summary>
internal sealed record Welcome(PaletteOutline[] Palettes) : Message;
