using System.Globalization;
using NetMonitor.Lab;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>One tool on the NIC of a lab of its own, so that all run all the time and each sees its own traffic only.</summary>
internal sealed class Station : IDisposable
{
    /// <summary>From the last packet until the tool has worked off what it had queued.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly VethLab _lab;
    private readonly ITool _tool;
    private readonly PacedSender _sender;
    private readonly CpuSplit _cpus;
    private long? _seen;

    private Station(string name, VethLab lab, ITool tool, PacedSender sender, CpuSplit cpus) =>
        (Name, _lab, _tool, _sender, _cpus) = (name, lab, tool, sender, cpus);

    public string Name { get; }

    private VethEnd Nic => _lab.Nics[0].Host;

    public static async Task<Station> OpenAsync(
        string name, string nic, Func<VethEnd, CpuSplit, CancellationToken, Task<ITool>> start,
        IReadOnlyList<byte[]> frames, CpuSplit cpus, CancellationToken stop)
    {
        // Without GRO and the like, so that each tool sees each packet as it was sent.
        var lab = VethLab.Create(new VethOptions { Features = "tso off gso off gro off" }, nic);
        try
        {
            var tool = await start(lab.Nics[0].Host, cpus, stop);
            return new Station(name, lab, tool, PacedSender.Open(lab.Wire, nic, frames), cpus);
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    /// <summary>Traffic that is not measured, but for how long the tool's programs run per packet: taking that costs, so it is not taken while the
    /// rest is measured.</summary>
    /// <returns>Nanoseconds per packet; none for a tool without programs.</returns>
    public async Task<double?> WarmUpAsync(Pace pace, CancellationToken stop)
    {
        using var on = ProgramRunTime.On();
        var (before, packets) = (_tool.ProgramTime(), Nic.Statistics().RxPackets);
        _ = await _sender.RunAsync(_cpus.Sender, pace, stop);
        return PerPacket(_tool.ProgramTime() - before, (long)(Nic.Statistics().RxPackets - packets));
    }

    /// <summary>What was sent before, the tool has seen: the next run counts from here.</summary>
    public async Task CatchUpAsync(CancellationToken stop)
    {
        await Task.Delay(Settling, stop);
        _seen = await _tool.SeenAsync((long)Nic.Statistics().RxPackets, stop);
    }

    /// <summary>From now on the tool runs where the sender does.</summary>
    public void ShareCpu()
    {
        if (_tool.ProcessId is { } process)
        {
            _ = Tool.Run("taskset", "-a", "-p", "-c", Text(_cpus.Sender), Text(process)).Require();
        }
    }

    public async Task<Trial> RunAsync(Setting setting, CancellationToken stop)
    {
        var statistics = Nic.Statistics();
        var (seen, tool, softirq, busy) = (_seen, ToolCpu(), SoftirqThread.CpuTime(_cpus.Sender), MachineTime.Now());
        var sending = await _sender.RunAsync(_cpus.Sender, setting.Pace, stop);
        await Task.Delay(Settling, stop);
        var (toolTime, softirqTime, busyTime) = (ToolCpu() - tool, SoftirqThread.CpuTime(_cpus.Sender) - softirq, MachineTime.Now() - busy);
        var now = Nic.Statistics();
        _seen = await _tool.SeenAsync((long)now.RxPackets, stop);
        var sample = _tool.ProcessId is { } process ? ProcessSample.Of(process) : null;
        return new Trial(
            setting, sending, (long)(now - statistics).RxPackets, _seen - seen, toolTime, sending.Cpu + softirqTime, busyTime.BusyShare,
            sample?.Rss, sample?.Rss - sample?.BpfResident);
    }

    public void Dispose()
    {
        _sender.Dispose();
        (_tool as IDisposable)?.Dispose();
        _lab.Dispose();
    }

    private static double? PerPacket(TimeSpan? time, long packets) => packets == 0 ? null : time?.TotalNanoseconds / packets;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private TimeSpan? ToolCpu() => _tool.ProcessId is { } process ? CpuClock.OfProcess(process) : null;
}
