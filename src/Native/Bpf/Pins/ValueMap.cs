using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>A map of one value. Writing it is one system call, which a signal does not cut in half: the value is the old one or the new one.</summary>
internal sealed unsafe class ValueMap : IDisposable
{
    private readonly DescriptorHandle _descriptor;
    private readonly string _name;

    public ValueMap(DescriptorHandle descriptor, string name)
    {
        _descriptor = descriptor;
        _name = name;
        Size = (int)MapShape.Of(descriptor.Descriptor).ValueSize;
    }

    public int Descriptor => _descriptor.Descriptor;

    public int Size { get; }

    /// <exception cref="BpfException">The memory cannot be had.</exception>
    public static ValueMap Create(string name, int size) => new(NewMap.Array(name, size, 1), name);

    /// <summary>The rest is zeros.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public void Write(ReadOnlySpan<byte> value)
    {
        if (value.Length > Size)
        {
            throw new BpfException("write the map", _name, Errno.E2BIG, $"{value.Length} bytes, there is room for {Size}");
        }

        var whole = new byte[Size];
        value.CopyTo(whole);
        var key = 0u;
        fixed (byte* bytes = whole)
        {
            Check(Libbpf.UpdateMap(Descriptor, &key, bytes, 0), "write the map");
        }
    }

    /// <exception cref="BpfException">Refused.</exception>
    public byte[] Read()
    {
        // The kernel rounds each value up to 8 bytes, and copies no more than its size.
        var whole = new byte[Size];
        var key = 0u;
        fixed (byte* bytes = whole)
        {
            Check(Libbpf.LookUp(Descriptor, &key, bytes), "read the map");
        }

        return whole;
    }

    public void Dispose() => _descriptor.Dispose();

    private void Check(int result, string operation)
    {
        if (result < 0)
        {
            throw new BpfException(operation, _name, (Errno)(-result), "");
        }
    }
}
