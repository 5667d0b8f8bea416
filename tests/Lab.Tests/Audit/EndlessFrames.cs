namespace NetMonitor.Lab.Tests.Audit;

/// <summary>One frame again and again, until told to end.</summary>
internal sealed class EndlessFrames : IFrameSource
{
    private static readonly byte[] Bytes = Frame.Ethernet().IPv4().Udp().Payload(18).Bytes;

    private volatile bool _ended;

    public int Next(Span<byte> room)
    {
        if (_ended)
        {
            return 0;
        }

        Bytes.CopyTo(room);
        return Bytes.Length;
    }

    public void End() => _ended = true;
}
