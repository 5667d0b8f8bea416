using System.Collections.Immutable;
using System.Globalization;

namespace NetMonitor.Lab;

/// <summary>A frame built by hand, outermost header first: <c>Frame.Ethernet().Vlan(5).IPv4().Tcp(TcpFlags.Syn).Payload(10).Bytes</c>.
/// Immutable: each step makes a new one. Types, protocols, lengths and checksums follow from what comes next, unless they are given.</summary>
public sealed partial class Frame
{
    public const string Broadcast = "ff:ff:ff:ff:ff:ff";

    public const string Multicast = "01:00:5e:00:00:fb";

    /// <summary>Nobody's address: who receives the frame drops it unread, and answers nothing.</summary>
    public const string Nobody = "02:00:00:00:00:02";

    private readonly ImmutableArray<FrameLayer> _layers;
    private readonly Func<byte[], byte[]> _reshape;

    private Frame(ImmutableArray<FrameLayer> layers, Func<byte[], byte[]>? reshape = null)
    {
        _layers = layers;
        _reshape = reshape ?? (bytes => bytes);
    }

    /// <summary>The frame as it goes on the wire, without FCS.</summary>
    public byte[] Bytes => _reshape(Encode(out _));

    public int Length => Bytes.Length;

    /// <summary>The headers and the payload, outermost first, as they stand before <see cref="CutTo"/> and <see cref="PadTo"/>.</summary>
    public ImmutableArray<FramePart> Parts
    {
        get
        {
            _ = Encode(out var parts);
            return parts;
        }
    }

    /// <summary>The innermost part of that name.</summary>
    public FramePart Part(string name) => Parts.Last(p => p.Name == name);

    /// <summary>Cuts everything off behind the first <paramref name="length"/> bytes; the headers still announce it.</summary>
    public Frame CutTo(int length) => Reshape(bytes => bytes[..length]);

    /// <summary>Adds zeros up to <paramref name="length"/> bytes, as a NIC pads to 60; the headers know nothing of it.</summary>
    public Frame PadTo(int length) => Reshape(bytes => [.. bytes, .. new byte[Math.Max(0, length - bytes.Length)]]);

    /// <summary>Overwrites bytes, for what no header would say.</summary>
    public Frame Patch(int offset, params byte[] values) => Reshape(bytes =>
    {
        var patched = bytes.ToArray();
        values.CopyTo(patched, offset);
        return patched;
    });

    /// <summary>A payload of so many bytes counting up from 0.</summary>
    public Frame Payload(int length) => Payload([.. Enumerable.Range(0, length).Select(i => (byte)i)]);

    public Frame Payload(byte[] bytes) => Then("payload", null, null, _ => bytes);

    public override string ToString() => string.Join('/', _layers.Select(l => l.Name)) + $" ({Length} bytes)";

    private static byte[] ParseMac(string mac) =>
        [.. mac.Split(':').Select(part => byte.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];

    private Frame Then(string name, ushort? etherType, byte? protocol, Func<FrameTail, byte[]> encode, byte[]? addresses = null) =>
        new(_layers.Add(new FrameLayer(name, etherType, protocol, encode) { Addresses = addresses ?? [] }), _reshape);

    private Frame Reshape(Func<byte[], byte[]> step) => new(_layers, bytes => step(_reshape(bytes)));

    private byte[] Encode(out ImmutableArray<FramePart> parts)
    {
        byte[] tail = [];
        var lengths = new int[_layers.Length];
        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            var next = i + 1 < _layers.Length ? _layers[i + 1] : null;
            var addresses = _layers.Take(i).LastOrDefault(l => l.Addresses.Length > 0)?.Addresses ?? [];
            var header = _layers[i].Encode(new FrameTail(next, tail, addresses));
            lengths[i] = header.Length;
            tail = [.. header, .. tail];
        }

        var offset = 0;
        var found = ImmutableArray.CreateBuilder<FramePart>();
        for (var i = 0; i < lengths.Length; i++)
        {
            found.Add(new FramePart(_layers[i].Name, offset, lengths[i]));
            offset += lengths[i];
        }

        parts = found.ToImmutable();
        return tail;
    }
}
