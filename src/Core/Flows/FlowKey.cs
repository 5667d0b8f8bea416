using System.Runtime.CompilerServices;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>Whose packets: the outermost 5-tuple as it is on the wire, and the version of its IP header.</summary>
/// <param name="SourcePort">As numbers, not as on the wire; 0 for both where there are none.</param>
/// <param name="Protocol">The number in the IP header, the last one behind extension headers.</param>
/// <remarks>40 bytes. Ordered by addresses, ports, protocol, version, so that ties can be broken the same way everywhere.</remarks>
public readonly record struct FlowKey(
    HostAddress Source,
    HostAddress Destination,
    ushort SourcePort,
    ushort DestinationPort,
    byte Protocol,
    IpVersion Version) : IComparable<FlowKey>
{
    private readonly byte _version = (byte)Version;

    public IpVersion Version
    {
        get => (IpVersion)_version;
        init => _version = (byte)value;
    }

    /// <summary>The same packets' answers.</summary>
    public FlowKey Reverse => new(Destination, Source, DestinationPort, SourcePort, Protocol, Version);

    public bool HasPorts => (SourcePort | DestinationPort) != 0;

    /// <summary>All that is no address.</summary>
    internal ulong LastWord => ((ulong)SourcePort << 48) | ((ulong)DestinationPort << 32) | ((ulong)Protocol << 8) | _version;

    public int CompareTo(FlowKey other) => Compare(this, other);

    public bool Equals(FlowKey other) => IsSame(this, other);

    public override int GetHashCode() => HashCode.Combine(Source, Destination, LastWord);

    /// <summary><c>tcp 10.0.0.1:1024 > [2001:db8::1]:443</c>, without ports where there are none.</summary>
    public override string ToString() => $"{IpProtocol.Name(Protocol)} {End(Source, SourcePort)} > {End(Destination, DestinationPort)}";

    /// <summary>Without copies, and without a branch for each field: keys that are compared are mostly the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsSame(in FlowKey a, in FlowKey b) =>
        ((a.Source.High ^ b.Source.High) | (a.Source.Low ^ b.Source.Low) | (a.Destination.High ^ b.Destination.High)
            | (a.Destination.Low ^ b.Destination.Low) | (a.LastWord ^ b.LastWord)) == 0;

    /// <summary>As <see cref="CompareTo"/>, without copies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Compare(in FlowKey a, in FlowKey b) =>
        a.Source.High != b.Source.High ? Order(a.Source.High, b.Source.High)
        : a.Source.Low != b.Source.Low ? Order(a.Source.Low, b.Source.Low)
        : a.Destination.High != b.Destination.High ? Order(a.Destination.High, b.Destination.High)
        : a.Destination.Low != b.Destination.Low ? Order(a.Destination.Low, b.Destination.Low)
        : a.LastWord.CompareTo(b.LastWord);

    private static int Order(ulong a, ulong b) => a < b ? -1 : 1;

    private string End(HostAddress address, ushort port) =>
        !HasPorts ? $"{address}" : address.IsIPv4 ? $"{address}:{port}" : $"[{address}]:{port}";
}
