using NetMonitor.Lab;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>The traffic: whole Ethernet frames, sent round and round in their order.</summary>
/// <param name="Source">In words, for the table.</param>
internal sealed record ReplayedFrames(string Source, IReadOnlyList<byte[]> Frames)
{
    /// <summary>What a NIC with an MTU of 1500 takes.</summary>
    private const int Longest = 1514;

    /// <summary>Recorded traffic of one meeting, mostly TCP and UDP: of the collection the one that is most like a host's.</summary>
    private const string Capture = "teams.pcap";

    public double MeanLength => Frames.Average(frame => frame.Length);

    /// <summary>The recorded traffic, or frames built by hand where the shared folder is not beside the project's root.</summary>
    public static ReplayedFrames Take()
    {
        var path = Path.Combine(LabPaths.Shared("captures"), Capture);
        return File.Exists(path)
            ? new ReplayedFrames(Capture, [.. CaptureFile.Frames(path).Where(frame => frame.Length <= Longest)])
            : new ReplayedFrames("frames built by hand", [.. BenchFrames.All.Select(frame => frame.Bytes)]);
    }
}
