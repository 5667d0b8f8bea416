using System.Runtime.InteropServices;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>The consumer's end of a BPF ring buffer of evicted flows. One reader at a time.</summary>
/// <remarks>Layout by the kernel's Documentation/bpf/ringbuf.rst and kernel/bpf/ringbuf.c: a page with the consumer's position, a page with the producer's, then the
/// data twice in a row, so that no record is ever cut at the end. A record is 8 bytes of header (length, two flags, offset) and its
/// bytes, rounded up to 8.</remarks>
internal sealed unsafe class EvictionRing : IDisposable
{
    private const int Header = 8;
    private const uint Busy = 1u << 31;
    private const uint Discarded = 1u << 30;

    private readonly MappingHandle _consumer;
    private readonly MappingHandle _producer;
    private readonly ulong _mask;

    /// <summary>Memory that exists: both pages of positions, and the data once.</summary>
    public long Bytes => 2L * Environment.SystemPageSize + (long)_mask + 1;

    private EvictionRing(MappingHandle consumer, MappingHandle producer, int bytes)
    {
        _consumer = consumer;
        _producer = producer;
        _mask = (ulong)bytes - 1;
    }

    /// <summary>Where the programs are. What they write from now on is behind it.</summary>
    public ulong Position => Volatile.Read(ref *(ulong*)_producer.Address);

    /// <summary>Bytes that wait to be read.</summary>
    public ulong Waiting => Position - Consumed;

    private ulong Consumed => *(ulong*)_consumer.Address;

    public static EvictionRing Of(string name, int descriptor, int bytes)
    {
        var page = (nuint)Environment.SystemPageSize;
        var consumer = Map(name, page, Libc.PROT_READ | Libc.PROT_WRITE, descriptor, 0);
        try
        {
            return new EvictionRing(consumer, Map(name, page + 2 * (nuint)bytes, Libc.PROT_READ, descriptor, (nint)page), bytes);
        }
        catch
        {
            consumer.Dispose();
            throw;
        }
    }

    /// <summary>Takes every record before <paramref name="position"/> that is written to the end, in order, and gives its room back. Stops at one that is
    /// still being written: after a grace period there is none of a closed bank.</summary>
    /// <returns>Whether it came to the position.</returns>
    public bool DrainTo<TState>(ulong position, TState state, Taking<TState> take)
    {
        ObjectDisposedException.ThrowIf(_producer.IsClosed, this);
        var data = _producer.Address + Environment.SystemPageSize;
        for (var at = Consumed; at < position;)
        {
            var record = data + (at & _mask);
            var length = Volatile.Read(ref *(uint*)record);
            if ((length & Busy) != 0)
            {
                return false;
            }

            if ((length & Discarded) == 0)
            {
                take(state, in *(NmEviction*)(record + Header));
            }

            at += ((length & ~Discarded) + Header + 7) & ~7u;
            Volatile.Write(ref *(ulong*)_consumer.Address, at);
        }

        return true;
    }

    public void Dispose()
    {
        _producer.Dispose();
        _consumer.Dispose();
    }

    private static MappingHandle Map(string name, nuint length, int protection, int descriptor, nint offset)
    {
        var address = Libc.MapMemory(null, length, protection, Libc.MAP_SHARED, descriptor, offset);
        return address == Libc.MAP_FAILED
            ? throw new BpfException("map the ring", name, (Errno)Marshal.GetLastPInvokeError(), "the memory cannot be had")
            : new MappingHandle(address, length);
    }

    public delegate void Taking<in TState>(TState state, ref readonly NmEviction eviction);
}
