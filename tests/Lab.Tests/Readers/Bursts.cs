using System.Collections.Concurrent;

namespace NetMonitor.Lab.Tests.Readers;

/// <summary>Both ways, without a pause, burst after burst of one packet for each of some flows; never more under way than a veth with XDP on it queues.</summary>
internal sealed class Bursts : IDisposable
{
    /// <summary>Flows in a burst, each way.</summary>
    public const int Flows = 61;

    private const int Most = 20_000;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly VethNic _nic;
    private readonly Func<ulong, ushort> _sourcePort;
    private readonly ConcurrentDictionary<ushort, long> _byPort = new();
    private readonly ulong _before;
    private readonly Task _task;
    private long _sent;
    private volatile bool _stop;

    /// <param name="sourcePort">Of the flows of a burst, by its number from 0.</param>
    public Bursts(VethNic nic, Func<ulong, ushort> sourcePort)
    {
        _nic = nic;
        _sourcePort = sourcePort;
        _before = nic.Host.Statistics().RxPackets;
        _task = Task.Factory.StartNew(Send, TaskCreationOptions.LongRunning);
    }

    /// <summary>Returns after two more bursts, of which the second began later than this call.</summary>
    public Task GoOn()
    {
        var wanted = Interlocked.Read(ref _sent) + 2;
        return Eventually.TrueAsync(
            () => Task.FromResult(_task.IsCompleted ? throw new InvalidOperationException("no traffic any more", _task.Exception) : Interlocked.Read(ref _sent) >= wanted),
            "two more bursts");
    }

    /// <summary>How many there were with this source port.</summary>
    public long From(ushort sourcePort) => _byPort.GetValueOrDefault(sourcePort);

    /// <summary>Packets to the host and from it, all of which have passed.</summary>
    public (ulong ToHost, ulong FromHost) End()
    {
        _stop = true;
        _task.GetAwaiter().GetResult();
        var packets = (ulong)_sent * Flows;
        Eventually.True(() => Arrived() >= packets, "all packets arrived");
        return (packets, packets);
    }

    public void Dispose()
    {
        _stop = true;
        Assert.True(((IAsyncResult)_task).AsyncWaitHandle.WaitOne(Bound));
    }

    private void Send()
    {
        using var toHost = _nic.Wire.OpenInjector();
        using var fromHost = _nic.Host.OpenInjector();
        for (var burst = 0UL; !_stop && burst < Most; burst++)
        {
            var port = _sourcePort(burst);
            for (ushort flow = 0; flow < Flows; flow++)
            {
                var frame = Frame.Ethernet().IPv4().Udp(port, (ushort)(flow + 1));
                toHost.Send(frame);
                fromHost.Send(frame);
            }

            Eventually.True(() => Arrived() >= burst * Flows, "the burst before arrived");
            _ = _byPort.AddOrUpdate(port, 1, static (_, bursts) => bursts + 1);
            Interlocked.Increment(ref _sent);
        }
    }

    private ulong Arrived() => _nic.Host.Statistics().RxPackets - _before;
}
