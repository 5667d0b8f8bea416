using NetMonitor.Lab;
using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>One frame and everything that must be counted of it.</summary>
/// <param name="TcpFlags">Null where no TCP header is read.</param>
public sealed record PacketRow(
    string Name,
    Frame Frame,
    NmClass Class,
    NmLayer? Malformed = null,
    int Tags = 0,
    bool Fragment = false,
    TcpFlags? TcpFlags = null,
    bool Broadcast = false,
    bool Multicast = false)
{
    /// <summary>Every cell of a slot: what is not named here must stay zero.</summary>
    public NmCounters Expected()
    {
        var bytes = (ulong)Frame.Length;
        var one = new NmCounter { Packets = 1, Bytes = bytes };
        var expected = new NmCounters { Total = one };
        expected.Classes[(int)Class] = one;
        expected.Sizes[(int)Math.Min(bytes / 64, (ulong)NmLimit.SizeBuckets - 1)] = 1;
        expected.Fragments = Fragment ? 1u : 0;
        expected.Broadcast = Broadcast ? 1u : 0;
        expected.Multicast = Multicast ? 1u : 0;
        if (Malformed is { } layer)
        {
            expected.Malformed[(int)layer] = 1;
        }

        if (Tags > 0)
        {
            expected.Tags[Tags - 1] = 1;
        }

        if (TcpFlags is { } flags)
        {
            expected.TcpFlags[(int)flags % (int)NmLimit.TcpFlagSets] = 1;
        }

        return expected;
    }

    public override string ToString() => Name;
}
