namespace NetMonitor.Lab.Tests.Counting;

/// <summary>A frame, and what it must be counted as by docs/concepts.md.</summary>
/// <param name="Protocol">The label of the class.</param>
/// <param name="IpVersion">4, 6 or none.</param>
/// <param name="Malformed">The label of the layer, where it is cut short.</param>
public sealed record FrameKind(
    Frame Frame, string Protocol, string IpVersion, int Tags = 0, string? Malformed = null, bool IsFragment = false)
{
    public bool IsBroadcast => Frame.Bytes.AsSpan(0, 6).IndexOfAnyExcept((byte)0xff) < 0;

    public bool IsMulticast => !IsBroadcast && (Frame.Bytes[0] & 1) == 1;
}
