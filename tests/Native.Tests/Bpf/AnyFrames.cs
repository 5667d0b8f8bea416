namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Frames that nobody need ever send, the same ones for the same seed: first each row of the table cut at every length, then a
/// mixture without end of noise, noise behind what looks like an IP header, and rows that are spoilt somewhere.</summary>
/// <param name="longest">What a test run takes.</param>
internal sealed class AnyFrames(int seed, int longest)
{
    private const int Shortest = 14;
    private const int EtherTypeAt = 12;

    private static readonly byte[][] Beginnings =
    [
        [0x08, 0x00, 0x45], [0x08, 0x00, 0x46], [0x86, 0xdd, 0x60], [0x81, 0x00], [0x88, 0xa8], [0x91, 0x00],
        [0x81, 0x00, 0x00, 0x07, 0x08, 0x00, 0x45], [0x88, 0xa8, 0x00, 0x07, 0x86, 0xdd, 0x60],
    ];

    private readonly Random _random = new(seed);
    private readonly MutatedFrames _mutated = new(seed);
    private readonly IEnumerator<byte[]> _cut = Truncations(longest).GetEnumerator();

    public byte[] Next() => _cut.MoveNext() ? _cut.Current : _random.Next(4) switch
    {
        0 => Noise(),
        1 => NoiseBehind(Beginnings[_random.Next(Beginnings.Length)]),
        _ => Spoilt(),
    };

    private static IEnumerable<byte[]> Truncations(int longest) =>
        from row in PacketTable.Rows.Concat(LongFrames.All)
        from length in Enumerable.Range(Shortest, row.Frame.Length - Shortest + 1)
        where length <= longest
        select row.Frame.Bytes[..length];

    private byte[] Noise()
    {
        var frame = new byte[Length()];
        _random.NextBytes(frame);
        return frame;
    }

    private byte[] NoiseBehind(byte[] beginning)
    {
        var frame = Noise();
        beginning.AsSpan(0, Math.Min(beginning.Length, frame.Length - EtherTypeAt)).CopyTo(frame.AsSpan(EtherTypeAt));
        return frame;
    }

    /// <summary>Half of them to a group address, which the mutated ones never are.</summary>
    private byte[] Spoilt()
    {
        var frame = _mutated.Next();
        frame[0] |= (byte)_random.Next(2);
        return frame;
    }

    /// <summary>Most frames are short: there the headers end.</summary>
    private int Length() => _random.Next(16) switch
    {
        0 => _random.Next(Shortest, longest + 1),
        < 4 => _random.Next(Shortest, 1519),
        _ => _random.Next(Shortest, 129),
    };
}
