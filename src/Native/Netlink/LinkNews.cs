namespace NetMonitor.Native.Netlink;

/// <summary>Tells which messages of the link group say something new: a device that came or went, or one described otherwise than last
/// time. What a description repeats, and what changes with every packet, is no news; nor is the attaching of programs.</summary>
/// <remarks>Nothing can be relied on that was not told, so it keeps only what it needs to recognise a repetition. A message that cannot
/// be read is news: something happened, and a list of links will show what.</remarks>
internal sealed class LinkNews
{
    private readonly Dictionary<int, Link> _told = [];

    /// <summary>True when a list of links would be another one than before this datagram, as far as can be told.</summary>
    public bool Take(ReadOnlySpan<byte> datagram)
    {
        var isNews = false;
        try
        {
            foreach (var message in new NetlinkMessages(datagram))
            {
                isNews |= Take(message);
            }
        }
        catch (NetlinkFormatException)
        {
            return true;
        }

        return isNews;
    }

    /// <summary>Messages were left out: whatever comes next is news.</summary>
    public void Forget() => _told.Clear();

    private bool Take(NetlinkMessage message)
    {
        if (message.Type is not (RouteConstants.RTM_NEWLINK or RouteConstants.RTM_DELLINK))
        {
            return message.Type == RouteConstants.NLMSG_OVERRUN;
        }

        // Bridges tell about their ports in a family of their own; a port that goes is no device that goes.
        if (message.Payload.Length > 0 && message.Payload[0] != 0)
        {
            return false;
        }

        var link = LinkParser.Parse(message.Payload) with { Statistics = default, Xdp = default };
        if (message.Type == RouteConstants.RTM_DELLINK)
        {
            _ = _told.Remove(link.Index);
            return true;
        }

        var isNew = !_told.TryGetValue(link.Index, out var before) || before != link;
        _told[link.Index] = link;
        return isNew;
    }
}
