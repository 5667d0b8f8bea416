using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>For each mode a lab with one NIC per capture and the program on it, made when the first capture asks for it.</summary>
public sealed class ReplayBench : IDisposable
{
    private static readonly VethOptions AsRecorded = new() { Mtu = 65535, Features = "tso off gso off gro off" };

    private readonly Dictionary<string, (VethLab Lab, MonitorProcess Monitor)> _modes = [];

    internal async Task<(VethNic Nic, MonitorProcess Monitor)> NicForAsync(string mode, int number)
    {
        if (!_modes.TryGetValue(mode, out var made))
        {
            made = await MakeAsync(mode);
            _modes[mode] = made;
        }

        return (made.Lab.Nics[number], made.Monitor);
    }

    public void Dispose()
    {
        foreach (var (lab, monitor) in _modes.Values)
        {
            monitor.Dispose();
            lab.Dispose();
        }
    }

    private static async Task<(VethLab Lab, MonitorProcess Monitor)> MakeAsync(string mode)
    {
        var lab = VethLab.Create(AsRecorded, [.. CaptureTruth.All().Select((_, number) => $"cap{number}")]);
        try
        {
            return (lab, await MonitorProcess.StartAsync(lab.Host, mode));
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }
}
