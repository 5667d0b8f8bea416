using NetMonitor.Core.Traffic;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>Sends to and from every NIC of a lab, or some,, a few frames at a time, and counts them; until it is stopped, and never more than
/// so many rounds.</summary>
internal sealed class SteadyTraffic : IDisposable
{
    private const int Rounds = 1_000_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly Frame[] Frames = [Frame.Ethernet().IPv4().Udp().Payload(101), Frame.Ethernet().IPv6().Tcp().Payload(53)];
    private static readonly byte[][] Bytes = [.. Frames.Select(frame => frame.Bytes)];

    private readonly ManualResetEventSlim _stop = new();
    private readonly Dictionary<(string Nic, Direction Direction), FrameInjector> _injectors = [];
    private readonly Thread _thread;
    private Exception? _failure;
    private long _rounds;

    public SteadyTraffic(VethLab lab)
        : this(lab.Nics)
    {
    }

    public SteadyTraffic(IEnumerable<VethNic> nics)
    {
        foreach (var nic in nics)
        {
            _injectors.Add((nic.Name, Direction.Rx), nic.Wire.OpenInjector());
            _injectors.Add((nic.Name, Direction.Tx), nic.Host.OpenInjector());
        }

        _thread = new Thread(Send) { IsBackground = true, Name = "steady traffic" };
        _thread.Start();
    }

    /// <summary>Each NIC had the same in each direction, once the traffic is stopped.</summary>
    public Count Sent => new(
        (ulong)(Volatile.Read(ref _rounds) * Bytes.Length),
        (ulong)(Volatile.Read(ref _rounds) * Bytes.Sum(bytes => bytes.Length)));

    /// <exception cref="InvalidOperationException">It had ended by itself: too little to be continuous.</exception>
    public void Stop()
    {
        _stop.Set();
        _thread.Join();
        if (_failure is not null || _rounds == Rounds)
        {
            throw new InvalidOperationException($"the traffic ended by itself after {_rounds} rounds", _failure);
        }
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        foreach (var injector in _injectors.Values)
        {
            injector.Dispose();
        }

        _stop.Dispose();
    }

    private void Send()
    {
        try
        {
            while (_rounds < Rounds && !_stop.Wait(Pause))
            {
                SendRound();
                Volatile.Write(ref _rounds, _rounds + 1);
            }
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }

    private void SendRound()
    {
        foreach (var injector in _injectors.Values)
        {
            foreach (var frame in Bytes)
            {
                injector.Send(frame);
            }
        }
    }
}
