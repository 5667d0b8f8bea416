using static NetMonitor.Lab.Frame;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Frames of every kind, most of them spoilt somewhere: cut, longer than they say, another byte in a header. The same ones for
/// the same seed. None is to a group address.</summary>
internal sealed class MutatedFrames(int seed)
{
    private const int EtherTypeAt = 12;
    private const int LongestHeaders = 100;

    private static readonly byte[][] EtherTypes = [[0x08, 0x00], [0x86, 0xdd], [0x81, 0x00], [0x88, 0xa8], [0x91, 0x00], [0x08, 0x06]];
    private static readonly byte[] Protocols = [0, 1, 2, 4, 6, 17, 41, 43, 44, 47, 50, 51, 58, 59, 60, 132, 135, 253];

    /// <summary>Each untagged, and behind one tag, where the row has none of its own.</summary>
    private static readonly byte[][] Seeds =
    [
        .. PacketTable.Rows.Select(row => row.Frame.Bytes),
        .. PacketTable.Rows.Where(row => row.Tags == 0).Select(row => Tagged(row.Frame.Bytes, 0x81, 0x00)),
        .. PacketTable.Rows.Where(row => row.Tags == 0).Select(row => Tagged(row.Frame.Bytes, 0x88, 0xa8)),
        .. new[] { Ethernet().IPv4(), Ethernet().IPv6() }.SelectMany(ip => new[] { ip.Udp(), ip.Tcp(), ip.Icmp(), ip.Sctp() })
            .SelectMany(frame => new[] { frame.PadTo(60).Bytes, Tagged(frame.PadTo(60).Bytes, 0x81, 0x00) }),
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var frame = Seeds[_random.Next(Seeds.Length)].ToArray();
        for (var spoilt = _random.Next(4); spoilt > 0; spoilt--)
        {
            frame = Spoil(frame);
        }

        frame[0] &= 0xfe;
        return IsRefusedByTestRun(frame) ? Next() : frame;
    }

    private static byte[] Tagged(byte[] frame, byte high, byte low) =>
        [.. frame[..EtherTypeAt], high, low, 0x20, 0x07, .. frame[EtherTypeAt..]];

    /// <summary>As CutFrames.IsRefusedByTestRun says of frames whose headers are known.</summary>
    private static bool IsRefusedByTestRun(byte[] frame) => (frame[EtherTypeAt], frame[EtherTypeAt + 1]) switch
    {
        (0x08, 0x00) => frame.Length < 14 + 20,
        (0x86, 0xdd) => frame.Length < 14 + 40,
        _ => false,
    };

    private byte[] Spoil(byte[] frame)
    {
        var network = EtherTypeAt + 2 + 4 * _random.Next(2);
        switch (_random.Next(7))
        {
            case 0:
                return frame[.._random.Next(14, frame.Length + 1)];
            case 1:
                return [.. frame, .. new byte[_random.Next(64)]];
            case 2:
                return Put(frame, network - 2, EtherTypes[_random.Next(EtherTypes.Length)]);
            case 3:
                // The protocol of IPv4, the next header of IPv6.
                return Put(frame, network + (_random.Next(2) == 0 ? 9 : 6), Protocols[_random.Next(Protocols.Length)]);
            case 4:
                // The length of IPv4, that of IPv6: none, a little off, or anything.
                var length = _random.Next(3) switch { 0 => 0, 1 => Math.Max(0, frame.Length - network - 2 + _random.Next(5)), _ => _random.Next(65536) };
                return Put(frame, network + (_random.Next(2) == 0 ? 2 : 4), (byte)(length >> 8), (byte)length);
            case 5:
                return Put(frame, network, (byte)_random.Next(256));
            default:
                return Put(frame, _random.Next(Math.Min(frame.Length, LongestHeaders)), (byte)_random.Next(256));
        }
    }

    private static byte[] Put(byte[] frame, int at, params byte[] values)
    {
        for (var i = 0; i < values.Length && at + i < frame.Length; i++)
        {
            frame[at + i] = values[i];
        }

        return frame;
    }
}
