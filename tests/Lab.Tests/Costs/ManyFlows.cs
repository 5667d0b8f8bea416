namespace NetMonitor.Lab.Tests.Costs;

/// <summary>New flows all the time, both ways, a burst each few milliseconds; until it is stopped, and never more than so many.</summary>
internal sealed class ManyFlows : IDisposable
{
    private const int Burst = 61;
    private const int MostBursts = 60_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);

    private readonly VethNic _nic;
    private readonly long _receivedBefore;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private Exception? _failure;

    public ManyFlows(VethNic nic)
    {
        _nic = nic;
        _receivedBefore = Received();
        _thread = new Thread(Send) { IsBackground = true, Name = "many flows" };
        _thread.Start();
    }

    /// <summary>From the host: each passed its programs.</summary>
    public long Packets { get; private set; }

    /// <summary>To the host. A machine that is busy with something else drops some ahead of the NIC, and the kernel says how many arrived.</summary>
    public long Arrived => Received() - _receivedBefore;

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

    private long Received() => (long)_nic.Host.Statistics().RxPackets;

    private void Send()
    {
        try
        {
            using var toHost = _nic.Wire.OpenInjector();
            using var fromHost = _nic.Host.OpenInjector();
            for (var burst = 0; burst < MostBursts && !_stop.Wait(Pause); burst++)
            {
                for (var flow = 0; flow < Burst; flow++)
                {
                    var frame = Frame.Ethernet().IPv4().Udp((ushort)(burst + 1), (ushort)(flow + 1));
                    toHost.Send(frame);
                    fromHost.Send(frame);
                }

                Packets += Burst;
            }
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }
}
