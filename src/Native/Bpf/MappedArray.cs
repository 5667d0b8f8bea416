using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>A BPF_F_MMAPABLE array as memory: reading an entry costs no system call. The kernel's programs write to it at any time.</summary>
internal sealed unsafe class MappedArray<T> : IDisposable where T : unmanaged
{
    private readonly MappingHandle _mapping;

    private MappedArray(MappingHandle mapping, int count)
    {
        _mapping = mapping;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Bytes mapped; the kernel charges all of them to this process's resident memory.</summary>
    public long Bytes => Length(Count);

    public ref T this[int index] =>
        ref (uint)index < (uint)Count && !_mapping.IsClosed
            ? ref Unsafe.Add(ref Unsafe.AsRef<T>(_mapping.Address), index)
            : ref Refuse(index);

    /// <summary>Several entries at once, checked once. Not to be kept: it does not keep the mapping alive.</summary>
    public Span<T> Slice(int start, int count)
    {
        ObjectDisposedException.ThrowIf(_mapping.IsClosed, this);
        return new Span<T>(_mapping.Address, Count).Slice(start, count);
    }

    public static MappedArray<T> Of(string name, int descriptor, int count)
    {
        var length = Length(count);
        var address = Libc.MapMemory(null, (nuint)length, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, descriptor, 0);
        return address == Libc.MAP_FAILED
            ? throw new BpfException("map the array", name, (Errno)Marshal.GetLastPInvokeError(), "the memory cannot be had, or the map was made without BPF_F_MMAPABLE")
            : new MappedArray<T>(new MappingHandle(address, (nuint)length), count);
    }

    public void Dispose() => _mapping.Dispose();

    private static long Length(int count)
    {
        var page = Environment.SystemPageSize;
        return ((long)count * Unsafe.SizeOf<T>() + page - 1) / page * page;
    }

    private ref T Refuse(int index)
    {
        ObjectDisposedException.ThrowIf(_mapping.IsClosed, this);
        throw new ArgumentOutOfRangeException(nameof(index), index, $"the array has {Count} entries");
    }
}
