using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Netlink;

/// <summary>What an NLMSG_ERROR or NLMSG_DONE message says: a plain acknowledgement carries <see cref="Errno.None"/>.</summary>
/// <param name="Text">The extended acknowledgement's text (a warning, where the errno is none); empty where there is none.</param>
internal readonly record struct NetlinkError(Errno Errno, string Text)
{
    /// <summary>MAX_ERRNO of the kernel's err.h: what lies beyond is no errno.</summary>
    private const int LargestErrno = 4095;

    public static NetlinkError None => new(Errno.None, "");

    public static NetlinkError OfError(NetlinkMessage message)
    {
        var errno = ReadErrno(message.Payload);
        if ((message.Flags & RouteConstants.NLM_F_ACK_TLVS) == 0)
        {
            return new NetlinkError(errno, "");
        }

        // The request comes back behind the number: whole, or only its header when the kernel says that it capped it.
        if (!MemoryMarshal.TryRead<NetlinkHeader>(message.Payload[sizeof(int)..], out var request))
        {
            throw new NetlinkFormatException($"error message of {message.Payload.Length} bytes does not repeat the request's header");
        }

        var capped = (message.Flags & RouteConstants.NLM_F_CAPPED) != 0;
        var repeated = capped ? (uint)Unsafe.SizeOf<NetlinkHeader>() : request.NlmsgLen;
        if (repeated > message.Payload.Length - sizeof(int))
        {
            throw new NetlinkFormatException($"error message of {message.Payload.Length} bytes claims to repeat a request of {repeated}");
        }

        var attributes = Math.Min(sizeof(int) + Alignment.RoundUp((int)repeated), message.Payload.Length);
        return new NetlinkError(errno, ReadText(message.Payload[attributes..]));
    }

    /// <summary>A dump's end may carry an error too; older kernels send it without a number.</summary>
    public static NetlinkError OfDone(NetlinkMessage message)
    {
        if (message.Payload.IsEmpty)
        {
            return None;
        }

        var hasText = (message.Flags & RouteConstants.NLM_F_ACK_TLVS) != 0;
        return new NetlinkError(ReadErrno(message.Payload), hasText ? ReadText(message.Payload[sizeof(int)..]) : "");
    }

    private static Errno ReadErrno(ReadOnlySpan<byte> payload)
    {
        if (!MemoryMarshal.TryRead<int>(payload, out var number) || number > 0 || number < -LargestErrno)
        {
            throw new NetlinkFormatException($"{payload.Length} bytes with the number {number} hold no errno");
        }

        return (Errno)(-number);
    }

    private static string ReadText(ReadOnlySpan<byte> attributes)
    {
        var text = "";
        foreach (var attribute in new NetlinkAttributes(attributes))
        {
            if (attribute.Type == RouteConstants.NLMSGERR_ATTR_MSG)
            {
                text = attribute.AsText();
            }
        }

        return text;
    }
}
