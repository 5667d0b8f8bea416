using System.Globalization;
using System.Text.RegularExpressions;
using NetMonitor.Lab;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>tcpdump, writing to /dev/null. SIGUSR1 makes it say how many packets it captured.</summary>
internal sealed partial class TcpdumpTool : ITool
{
    public const string Command = "tcpdump";

    private const int SigUsr1 = 10;

    /// <summary>Its time-out of libpcap's buffer is a second: the last packets may come so late.</summary>
    private static readonly TimeSpan Buffering = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly LabProcess _process;

    public TcpdumpTool(VethEnd nic, CpuSplit cpus)
    {
        _process = cpus.Spawn(nic.Namespace, Command, ["-n", "-i", nic.Name, "-Z", "root", "-w", "/dev/null"]);
        Eventually.True(() => _process.HasExited || _process.Error.Contains("listening on", StringComparison.Ordinal), "tcpdump listening");
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"it ended: {_process.Error}");
        }
    }

    public int? ProcessId => _process.Id;

    public async Task<long?> SeenAsync(long enough, CancellationToken stop)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = Ask();
            if (seen >= enough || TimeProvider.System.GetElapsedTime(since) > Buffering)
            {
                return seen;
            }

            await Task.Delay(Pause, stop);
        }
    }

    public TimeSpan? ProgramTime() => null;

    private long Ask()
    {
        var before = Captured().Count(_process.Error);
        _process.Signal(SigUsr1);
        Eventually.True(() => Captured().Count(_process.Error) > before, "tcpdump's answer");
        return long.Parse(Captured().Matches(_process.Error)[^1].Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(\d+) packets? captured")]
    private static partial Regex Captured();
}
