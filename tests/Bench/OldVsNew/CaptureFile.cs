using System.Runtime.InteropServices;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>The frames of a capture, whole, as libpcap reads them: its own format and pcapng.</summary>
internal static unsafe class CaptureFile
{
    private const int Ethernet = 1;

    /// <exception cref="InvalidDataException">It cannot be read, or is not Ethernet.</exception>
    public static IReadOnlyList<byte[]> Frames(string path)
    {
        var error = stackalloc byte[Libpcap.PCAP_ERRBUF_SIZE];
        var file = Libpcap.pcap_open_offline(path, error);
        if (file == 0)
        {
            throw new InvalidDataException(Marshal.PtrToStringUTF8((nint)error));
        }

        try
        {
            return Libpcap.pcap_datalink(file) == Ethernet ? Read(file) : throw new InvalidDataException($"{path} is not Ethernet");
        }
        finally
        {
            Libpcap.pcap_close(file);
        }
    }

    private static List<byte[]> Read(nint file)
    {
        var frames = new List<byte[]>();
        Libpcap.pcap_pkthdr* header;
        byte* bytes;
        while (Libpcap.pcap_next_ex(file, &header, &bytes) == 1)
        {
            if (header->caplen == header->len)
            {
                frames.Add(new ReadOnlySpan<byte>(bytes, (int)header->len).ToArray());
            }
        }

        return frames;
    }
}
