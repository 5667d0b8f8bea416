using System.Runtime.InteropServices;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>One libpcap handle on one NIC that counts in user space.</summary>
internal sealed unsafe class LibpcapCapture : IDisposable
{
    /// <summary>The ancestor's, and its promiscuous mode and libpcap's own size of the buffer with it. Its time-out of 30 s would have it see
    /// packets only when a block of the buffer is full, so that one is shorter.</summary>
    private const int SnapLength = 1600;
    private const int TimeoutMilliseconds = 100;

    private readonly nint _handle;
    private readonly CaptureCounts _counts;
    private GCHandle _self;

    private LibpcapCapture(nint handle, CaptureCounts counts)
    {
        (_handle, _counts) = (handle, counts);
        _self = GCHandle.Alloc(this);
    }

    public static LibpcapCapture Open(string nic, CaptureCounts counts)
    {
        var error = stackalloc byte[Libpcap.PCAP_ERRBUF_SIZE];
        var handle = Libpcap.pcap_create(nic, error);
        if (handle == 0)
        {
            throw new InvalidOperationException($"pcap_create({nic}): {Text(error)}");
        }

        var capture = new LibpcapCapture(handle, counts);
        _ = capture.Check(Libpcap.pcap_set_snaplen(handle, SnapLength), "pcap_set_snaplen");
        _ = capture.Check(Libpcap.pcap_set_promisc(handle, 1), "pcap_set_promisc");
        _ = capture.Check(Libpcap.pcap_set_timeout(handle, TimeoutMilliseconds), "pcap_set_timeout");
        _ = capture.Check(Libpcap.pcap_activate(handle), "pcap_activate");
        return capture;
    }

    /// <summary>Counts what there is, after the time-out at the latest.</summary>
    /// <returns>False when <see cref="Break"/> was called.</returns>
    public bool Dispatch()
    {
        var result = Libpcap.pcap_dispatch(_handle, -1, &Count, (void*)GCHandle.ToIntPtr(_self));
        return result != Libpcap.PCAP_ERROR_BREAK && Check(result, "pcap_dispatch") >= 0;
    }

    public void Break() => Libpcap.pcap_breakloop(_handle);

    /// <summary>Packets that found no room in the buffer.</summary>
    public long Dropped()
    {
        Libpcap.pcap_stat stat;
        _ = Check(Libpcap.pcap_stats(_handle, &stat), "pcap_stats");
        return stat.ps_drop;
    }

    public void Dispose()
    {
        Libpcap.pcap_close(_handle);
        _self.Free();
    }

    [UnmanagedCallersOnly]
    private static void Count(void* user, Libpcap.pcap_pkthdr* header, byte* bytes) =>
        ((LibpcapCapture)GCHandle.FromIntPtr((nint)user).Target!)._counts.Add(new ReadOnlySpan<byte>(bytes, (int)header->caplen), (int)header->len);

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    private int Check(int result, string operation) =>
        result >= 0 ? result : throw new InvalidOperationException($"{operation}: {Text(Libpcap.pcap_geterr(_handle))}");
}
