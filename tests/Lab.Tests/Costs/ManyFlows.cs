namespace NetMonitor.Lab.Tests.Costs;

/// <summary>New flows all the time, both ways, a burst each few milliseconds and when the one before has arrived, so that no queue is too short; until it is
/// stopped, and never more than so many.</summary>
internal sealed class ManyFlows : IDisposable
{
    private const int Burst = 61;
    private const int MostBursts = 30_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);

    private readonly VethNic _nic;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private Exception? _failure;

    public ManyFlows(VethNic nic)
    {
        _nic = nic;
        _thread = new Thread(Send) { IsBackground = true, Name = "many flows" };
        _thread.Start();
    }

    /// <summary>In each direction.</summary>
    public long Packets { get; private set; }

    /// <exception cref="InvalidOperationException">It had ended by itself.</exception>
    public void Stop()
    {
        _stop.Set();
        _thread.Join();
        if (_failure is not null || Packets >= (long)MostBursts * Burst)
        {
            throw new InvalidOperationException($"the traffic ended by itself after {Packets} packets", _failure);
        }
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private long Arrived() => (long)_nic.Host.Statistics().RxPackets;

    private void Send()
    {
        try
        {
            using var toHost = _nic.Wire.OpenInjector();
            using var fromHost = _nic.Host.OpenInjector();
            var before = Arrived();
            for (var burst = 0; burst < MostBursts && !_stop.Wait(Pause); burst++)
            {
                for (var flow = 0; flow < Burst; flow++)
                {
                    var frame = Frame.Ethernet().IPv4().Udp((ushort)(burst + 1), (ushort)(flow + 1));
                    toHost.Send(frame);
                    fromHost.Send(frame);
                }

                Packets += Burst;
                Eventually.True(() => Arrived() - before >= Packets, "the burst arrived");
            }
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }
}
