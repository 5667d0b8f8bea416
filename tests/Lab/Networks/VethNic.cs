namespace NetMonitor.Lab;

/// <summary>A NIC of the host under test, and the far end of its cable. Both have the same name, each in its own namespace.</summary>
public sealed record VethNic(VethEnd Host, VethEnd Wire)
{
    public string Name => Host.Name;

    /// <summary>Sends each frame so many times to the host.</summary>
    public void SendToHost(int times, params ReadOnlySpan<Frame> frames) => Send(Wire, times, frames);

    /// <summary>Sends each frame so many times out of the host.</summary>
    public void SendFromHost(int times, params ReadOnlySpan<Frame> frames) => Send(Host, times, frames);

    private static void Send(VethEnd end, int times, ReadOnlySpan<Frame> frames)
    {
        using var injector = end.OpenInjector();
        foreach (var frame in frames)
        {
            injector.Send(frame, times);
        }
    }
}
