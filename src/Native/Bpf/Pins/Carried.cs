using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>What a generation carries on of others, as it lies in its map: through which number, and their totals.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Carried
{
    /// <summary>Before the counters; two words, so that these begin where they would in an array.</summary>
    public const int Header = 16;

    public ulong Through;
    public ulong Reserved;
    public NmCounters Rx;
    public NmCounters Tx;

    public static int Bytes => Unsafe.SizeOf<Carried>();

    public readonly ReadOnlySpan<byte> AsBytes() => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in this, 1));
}
