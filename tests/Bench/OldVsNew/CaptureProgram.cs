using System.Globalization;
using System.Runtime.InteropServices;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>A process that does what the ancestor did before it had XDP. SIGHUP makes it write a line: packets counted, packets dropped by the kernel.</summary>
internal static class CaptureProgram
{
    /// <summary>The word by which the benchmark starts itself as this.</summary>
    public const string Verb = "capture";

    public static void Run(string nic, string mac, TextWriter output)
    {
        var counts = new CaptureCounts(Convert.FromHexString(mac.Replace(":", "", StringComparison.Ordinal)));
        using var capture = LibpcapCapture.Open(nic, counts);
        // Answered on the signal's thread, for libpcap waits without end while no packet comes.
        using var ask = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts.TotalPackets} {capture.Dropped()}"));
        });
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            capture.Break();
        });
        output.WriteLine("counting");
        while (capture.Dispatch())
        {
        }
    }
}
