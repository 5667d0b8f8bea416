namespace NetMonitor.Lab;

/// <summary>Frames one after another, for one thread.</summary>
public interface IFrameSource
{
    /// <summary>Writes the next frame to the start of <paramref name="room"/>.</summary>
    /// <returns>Its length; 0 where there are no more.</returns>
    int Next(Span<byte> room);
}
