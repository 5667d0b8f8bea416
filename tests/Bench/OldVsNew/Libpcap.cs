using System.Runtime.InteropServices;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>pcap(3PCAP), as Debian's libpcap0.8 has it.</summary>
internal static unsafe partial class Libpcap
{
    internal const int PCAP_ERRBUF_SIZE = 256;
    internal const int PCAP_ERROR_BREAK = -2;

    private const string Library = "libpcap.so.0.8";

    internal static bool IsThere => NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint pcap_create(string source, byte* errbuf);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint pcap_open_offline(string fname, byte* errbuf);

    [LibraryImport(Library)]
    internal static partial int pcap_set_snaplen(nint p, int snaplen);

    [LibraryImport(Library)]
    internal static partial int pcap_set_promisc(nint p, int promisc);

    [LibraryImport(Library)]
    internal static partial int pcap_set_timeout(nint p, int to_ms);

    [LibraryImport(Library)]
    internal static partial int pcap_activate(nint p);

    [LibraryImport(Library)]
    internal static partial int pcap_datalink(nint p);

    [LibraryImport(Library)]
    internal static partial int pcap_dispatch(nint p, int cnt, delegate* unmanaged<void*, pcap_pkthdr*, byte*, void> callback, void* user);

    [LibraryImport(Library)]
    internal static partial int pcap_next_ex(nint p, pcap_pkthdr** pkt_header, byte** pkt_data);

    [LibraryImport(Library)]
    internal static partial void pcap_breakloop(nint p);

    [LibraryImport(Library)]
    internal static partial int pcap_stats(nint p, pcap_stat* ps);

    [LibraryImport(Library)]
    internal static partial byte* pcap_geterr(nint p);

    [LibraryImport(Library)]
    internal static partial void pcap_close(nint p);

    [StructLayout(LayoutKind.Sequential)]
    internal struct pcap_pkthdr
    {
        internal nint tv_sec;
        internal nint tv_usec;
        internal uint caplen;
        internal uint len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct pcap_stat
    {
        internal uint ps_recv;
        internal uint ps_drop;
        internal uint ps_ifdrop;
    }
}
