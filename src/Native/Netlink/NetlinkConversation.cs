using System.Collections.Immutable;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Netlink;

/// <summary>Requests and their answers over one socket. Not for two threads at once.</summary>
internal sealed class NetlinkConversation(NetlinkSocket socket) : IDisposable
{
    /// <summary>A dump that still changes under us after this many attempts is a fault and not bad luck.</summary>
    private const int DumpAttempts = 32;

    /// <summary>
    /// One request, one answer: the payload of the first message of <paramref name="answerType"/>, valid until the next request. Where the
    /// kernel refuses, the payload is empty and the error says why.
    /// </summary>
    public ReadOnlySpan<byte> Ask(Span<byte> request, ushort answerType, string operation, RequestSubject subject, out NetlinkError error)
    {
        var sequence = Send(request, operation, subject);
        while (true)
        {
            try
            {
                foreach (var message in new NetlinkMessages(Receive(operation, subject)))
                {
                    if (message.Sequence != sequence)
                    {
                        continue;
                    }

                    if (message.Type == RouteConstants.NLMSG_ERROR)
                    {
                        error = NetlinkError.OfError(message);
                        return default;
                    }

                    if (message.Type == answerType)
                    {
                        error = NetlinkError.None;
                        return message.Payload;
                    }
                }
            }
            catch (NetlinkFormatException fault)
            {
                throw Unreadable(operation, subject, fault);
            }
        }
    }

    /// <summary>A request that changes something, made with NLM_F_ACK: the kernel's acknowledgement or its refusal.</summary>
    public NetlinkError Command(Span<byte> request, string operation, RequestSubject subject)
    {
        _ = Ask(request, RouteConstants.NLMSG_ERROR, operation, subject, out var error);
        return error;
    }

    /// <summary>All answers of a dump; one that the kernel marks as interrupted is asked for again.</summary>
    public ImmutableArray<T> Dump<T>(Span<byte> request, ushort answerType, PayloadParser<T> parse, string operation, RequestSubject subject)
    {
        for (var attempt = 0; attempt < DumpAttempts; attempt++)
        {
            var reader = new DumpReader<T>(Send(request, operation, subject), answerType, parse);
            while (!reader.Read(Receive(operation, subject)))
            {
            }

            if (reader.Malformed is { } fault)
            {
                throw Unreadable(operation, subject, fault);
            }

            if (reader.Error.Errno != Errno.None)
            {
                throw Refused(operation, subject, reader.Error);
            }

            if (!reader.Interrupted)
            {
                return reader.Items;
            }
        }

        throw new NetlinkException(operation, subject.ToString(), Errno.EINTR, "", $"the list changed during each of {DumpAttempts} readings");
    }

    public NetlinkException Refused(string operation, RequestSubject subject, NetlinkError error) =>
        new(operation, subject.ToString(), error.Errno, error.Text, LikelyCause.Of(error.Errno));

    public NetlinkException Unreadable(string operation, RequestSubject subject, NetlinkFormatException fault) =>
        new(operation, subject.ToString(), Errno.EBADMSG, "", fault.Message, fault);

    public void Dispose() => socket.Dispose();

    private uint Send(Span<byte> request, string operation, RequestSubject subject)
    {
        var errno = socket.Send(request, out var sequence);
        return errno == Errno.None ? sequence : throw Refused(operation, subject, new NetlinkError(errno, ""));
    }

    private ReadOnlySpan<byte> Receive(string operation, RequestSubject subject)
    {
        var errno = socket.Receive(out var datagram);
        return errno == Errno.None ? datagram : throw Refused(operation, subject, new NetlinkError(errno, ""));
    }
}
