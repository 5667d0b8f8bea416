using System.Globalization;
using System.Text.RegularExpressions;
using NetMonitor.Lab;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>softflowd with its own defaults, exporting to nobody.</summary>
internal sealed partial class SoftflowdTool : ITool, IDisposable
{
    public const string Command = "softflowd";
    public const string Control = "softflowctl";

    private readonly string _folder = Directory.CreateTempSubdirectory("nmbench").FullName;
    private readonly LabProcess _process;

    public SoftflowdTool(VethEnd nic, CpuSplit cpus)
    {
        _process = cpus.Spawn(
            nic.Namespace, Command,
            ["-d", "-6", "-i", nic.Name, "-n", "127.0.0.1:9995", "-c", Socket, "-p", Path.Combine(_folder, "pid")]);
        Eventually.True(() => _process.HasExited || Statistics() is not null, "softflowd answering");
        if (_process.HasExited)
        {
            Dispose();
            throw new InvalidOperationException($"it ended: {_process.Error}");
        }
    }

    public int? ProcessId => _process.Id;

    private string Socket => Path.Combine(_folder, "control");

    public Task<long?> SeenAsync(long enough, CancellationToken stop) =>
        Task.FromResult<long?>(Statistics() ?? throw new InvalidOperationException($"softflowd says no number of packets: {_process.Error}"));

    public TimeSpan? ProgramTime() => null;

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"Packets processed: (\d+)")]
    private static partial Regex Processed();

    private long? Statistics() => File.Exists(Socket) && Processed().Match(Tool.Run(Control, "-c", Socket, "statistics").Output) is { Success: true } match
        ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : null;
}
