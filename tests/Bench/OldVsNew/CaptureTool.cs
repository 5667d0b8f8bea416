using System.Globalization;
using NetMonitor.Lab;

namespace NetMonitor.Bench.OldVsNew;

/// <summary><see cref="CaptureProgram"/> in a process of its own.</summary>
internal sealed class CaptureTool : ITool
{
    private const int SigHup = 1;

    private readonly LabProcess _process;

    public CaptureTool(VethEnd nic, CpuSplit cpus)
    {
        _process = cpus.Spawn(nic.Namespace, ToolPaths.Dotnet, [ToolPaths.Bench, CaptureProgram.Verb, nic.Name, nic.Mac], ToolPaths.SmallMemory);
        Eventually.True(() => Lines.Length > 0 || _process.HasExited, "the capture counting");
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"the capture ended: {_process.Error}");
        }
    }

    public int? ProcessId => _process.Id;

    private string[] Lines => _process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task<long?> SeenAsync(long enough, CancellationToken stop)
    {
        var before = Lines.Length;
        _process.Signal(SigHup);
        Eventually.True(() => Lines.Length > before, "the capture's answer");
        return Task.FromResult<long?>(long.Parse(Lines[^1].Split(' ')[0], CultureInfo.InvariantCulture));
    }

    public TimeSpan? ProgramTime() => null;
}
