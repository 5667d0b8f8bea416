namespace NetMonitor.Lab.Tests.Flows;

/// <summary>The slowest packets that the programs follow, each of another flow, which finds its place taken: until told to end.</summary>
internal sealed class EndlessFlows : IFrameSource
{
    private static readonly Frame Slow = Frame.Ethernet().Vlan(1).Vlan(2).Vlan(3).Vlan(4).IPv6()
        .HopByHop().DestinationOptions().Routing().DestinationOptions().DestinationOptions().Mobility().DestinationOptions().DestinationOptions()
        .Udp().Payload(11);

    private static readonly byte[] Bytes = Slow.Bytes;

    /// <summary>The end of the source's address.</summary>
    private static readonly int Address = Slow.Part("ipv6").Offset + 20;

    private volatile bool _ended;
    private uint _number;

    public int Next(Span<byte> room)
    {
        if (_ended)
        {
            return 0;
        }

        Bytes.CopyTo(room);
        _ = BitConverter.TryWriteBytes(room[Address..], ++_number);
        return Bytes.Length;
    }

    public void End() => _ended = true;
}
