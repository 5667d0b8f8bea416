using System.Collections.Immutable;

namespace NetMonitor.Native.Netlink;

/// <summary>
/// Gathers the answers of one dump, datagram after datagram, until its end. A message that cannot be read does not stop it: the rest has to be
/// taken off the socket, or the kernel refuses the next dump as busy. The first such fault is kept for the caller.
/// </summary>
internal sealed class DumpReader<T>(uint sequence, ushort answerType, PayloadParser<T> parse)
{
    private readonly ImmutableArray<T>.Builder _items = ImmutableArray.CreateBuilder<T>();

    /// <summary>The list changed while it was read (NLM_F_DUMP_INTR): entries may be missing or twice.</summary>
    public bool Interrupted { get; private set; }

    public NetlinkFormatException? Malformed { get; private set; }

    public NetlinkError Error { get; private set; } = NetlinkError.None;

    public ImmutableArray<T> Items => _items.ToImmutable();

    /// <summary>True once the dump has ended. Messages of earlier requests are passed over.</summary>
    public bool Read(ReadOnlySpan<byte> datagram)
    {
        try
        {
            foreach (var message in new NetlinkMessages(datagram))
            {
                if (message.Sequence == sequence && Take(message))
                {
                    return true;
                }
            }
        }
        catch (NetlinkFormatException fault)
        {
            Malformed ??= fault;
        }

        return false;
    }

    private bool Take(NetlinkMessage message)
    {
        Interrupted |= (message.Flags & RouteConstants.NLM_F_DUMP_INTR) != 0;
        switch (message.Type)
        {
            case RouteConstants.NLMSG_ERROR or RouteConstants.NLMSG_DONE:
                End(message);
                return true;
            case RouteConstants.NLMSG_OVERRUN:
                Interrupted = true;
                return false;
            default:
                Gather(message);
                return false;
        }
    }

    private void End(NetlinkMessage message)
    {
        try
        {
            Error = message.Type == RouteConstants.NLMSG_ERROR ? NetlinkError.OfError(message) : NetlinkError.OfDone(message);
        }
        catch (NetlinkFormatException fault)
        {
            Malformed ??= fault;
        }
    }

    private void Gather(NetlinkMessage message)
    {
        if (message.Type != answerType)
        {
            return;
        }

        try
        {
            _items.Add(parse(message.Payload));
        }
        catch (NetlinkFormatException fault)
        {
            Malformed ??= fault;
        }
    }
}
