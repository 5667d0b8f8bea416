using System.Diagnostics;

namespace NetMonitor.Lab;

/// <summary>Sends through both ends of a cable from several CPUs at once, as fast as the host receives: what was sent has arrived, or
/// <see cref="Finish"/> throws.</summary>
public sealed class ParallelSender : IDisposable
{
    /// <summary>With XDP on it a veth queues 256 packets and drops the rest.</summary>
    private const int MaxUnderWay = 240;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly VethNic _nic;
    private readonly Thread[] _threads;
    private readonly ulong _before;
    private Exception? _failure;
    private long _sent;
    private long _toHost;
    private long _limit = long.MaxValue;
    private int _running;
    private volatile bool _stop;

    private ParallelSender(VethNic nic, IReadOnlyList<SenderLoad> loads)
    {
        _nic = nic;
        using (var arrivals = Arrivals.At(nic.Host))
        {
            _before = arrivals.Count();
        }

        _running = loads.Count;
        _threads = [.. loads.Select(load => new Thread(() => Run(load)) { IsBackground = true, Name = $"sender on CPU {load.Cpu}" })];
    }

    /// <summary>Packets handed to the kernel, or about to be.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>All is sent, or a thread failed.</summary>
    public bool IsOver => Volatile.Read(ref _running) == 0;

    /// <summary>Packets that may be sent, all in all, until this is raised.</summary>
    public long Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    public static ParallelSender Start(VethNic nic, IReadOnlyList<SenderLoad> loads, long limit = long.MaxValue)
    {
        var sender = new ParallelSender(nic, loads) { Limit = limit };
        Array.ForEach(sender._threads, thread => thread.Start());
        return sender;
    }

    /// <summary>Waits until all is sent and has arrived.</summary>
    public void Finish()
    {
        Array.ForEach(_threads, thread => thread.Join());
        if (_failure is not null)
        {
            throw new InvalidOperationException($"after {Sent} packets: {_failure.Message}", _failure);
        }

        using var arrivals = Arrivals.At(_nic.Host);
        AwaitArrival(arrivals, Volatile.Read(ref _toHost));
    }

    public void Dispose()
    {
        _stop = true;
        Array.ForEach(_threads, thread => thread.Join());
    }

    private void Run(SenderLoad load)
    {
        try
        {
            Cpus.PinTo(load.Cpu);
            using var toHost = PacketBatch.Open(_nic.Wire);
            using var fromHost = PacketBatch.Open(_nic.Host);
            using var arrivals = Arrivals.At(_nic.Host);
            while (!_stop && (SendToHost(toHost, load.ToHost, arrivals) | SendFromHost(fromHost, load.FromHost)))
            {
            }
        }
        catch (Exception failure)
        {
            // The others are stopped by this one, and fail of that.
            _ = Interlocked.CompareExchange(ref _failure, failure, null);
            _stop = true;
        }
        finally
        {
            _ = Interlocked.Decrement(ref _running);
        }
    }

    private bool SendToHost(PacketBatch batch, IFrameSource source, Arrivals arrivals)
    {
        var count = Take(batch, source);
        AwaitArrival(arrivals, Interlocked.Add(ref _toHost, count) - MaxUnderWay);
        batch.Send(count);
        return count > 0;
    }

    private bool SendFromHost(PacketBatch batch, IFrameSource source)
    {
        var count = Take(batch, source);
        batch.Send(count);
        return count > 0;
    }

    private int Take(PacketBatch batch, IFrameSource source)
    {
        var count = batch.Fill(source);
        var sum = Interlocked.Add(ref _sent, count);
        var watch = Stopwatch.StartNew();
        for (var spin = new SpinWait(); sum > Limit && count > 0; spin.SpinOnce())
        {
            Go(watch, $"leave to send {sum} packets");
        }

        return count;
    }

    private void AwaitArrival(Arrivals arrivals, long packets)
    {
        if (packets <= 0)
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        for (var spin = new SpinWait(); arrivals.Count() - _before < (ulong)packets; spin.SpinOnce(sleep1Threshold: -1))
        {
            Go(watch, $"{packets} packets of {_nic.Name}, of which {arrivals.Count() - _before} arrived");
        }
    }

    private void Go(Stopwatch watch, string awaited)
    {
        if (_stop)
        {
            throw new OperationCanceledException($"stopped while it awaited {awaited}");
        }

        if (watch.Elapsed > Bound)
        {
            throw new TimeoutException($"not within {Bound}: {awaited}");
        }
    }
}
