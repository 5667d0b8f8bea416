using NetMonitor.Lab;

namespace NetMonitor.Bench;

/// <summary>Keeps flows active: each sends at least one packet within every second. Divided evenly among the lab's NICs.</summary>
internal sealed class FlowTraffic : IAsyncDisposable
{
    /// <summary>More than one packet per flow and second, for a reading may come a little before its second is over.</summary>
    private const double PacketsPerFlow = 1.25;

    private readonly CancellationTokenSource _end = new();
    private readonly List<PacedSender> _senders = [];
    private readonly List<Task<Sending>> _sendings = [];

    private FlowTraffic()
    {
    }

    /// <param name="longest">It ends then, whoever forgot it.</param>
    public static FlowTraffic Start(VethLab lab, int flows, CpuSplit cpus, TimeSpan longest)
    {
        var traffic = new FlowTraffic();
        var (frames, share) = (FlowFrames.Of(flows), flows / lab.Nics.Count);
        var pace = new Pace((int)(share * PacketsPerFlow), longest);
        foreach (var (number, nic) in lab.Nics.Index())
        {
            var sender = PacedSender.Open(lab.Wire, nic.Name, [.. frames.Skip(number * share).Take(share)]);
            traffic._senders.Add(sender);
            traffic._sendings.Add(sender.RunAsync(cpus.Sender, pace, traffic._end.Token));
        }

        return traffic;
    }

    /// <returns>Packets per second of all NICs together, as it went.</returns>
    public async Task<double> EndAsync()
    {
        await _end.CancelAsync();
        return (await Task.WhenAll(_sendings)).Sum(sending => sending.PerSecond);
    }

    public async ValueTask DisposeAsync()
    {
        _ = await EndAsync();
        _senders.ForEach(sender => sender.Dispose());
        _end.Dispose();
    }
}
