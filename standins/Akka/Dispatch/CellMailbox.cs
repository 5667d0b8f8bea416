using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>One actor's two queues, and the law that at most one thread works on them: signals first, and again after each message.</summary>
internal sealed class CellMailbox(ActorCell cell, MessageDispatcher dispatcher) : IRunnable
{
    private readonly ConcurrentQueue<Envelope> _messages = new();
    private readonly ConcurrentQueue<Signal> _signals = new();
    private volatile int _suspensions;
    private volatile bool _closed;
    private int _scheduled;

    public int Count => _messages.Count;

    public bool IsClosed => _closed;

    public void Send(Envelope envelope)
    {
        _messages.Enqueue(envelope);
        Wake();
    }

    public void Signal(Signal signal)
    {
        _signals.Enqueue(signal);
        Wake();
    }

    /// <summary>Holds messages back, not signals; as often as it is suspended it must be resumed.</summary>
    public void Suspend() => _suspensions++;

    public void Resume() => _suspensions = Math.Max(0, _suspensions - 1);

    /// <summary>From now on everything queued or sent goes to the dead letters.</summary>
    public void Close()
    {
        _closed = true;
        Bury();
    }

    public void Execute() => Run();

    public void Run()
    {
        var outer = ActorCell.Current;
        ActorCell.Current = cell;
        try
        {
            HandleSignals();
            var left = Math.Max(1, dispatcher.Throughput);
            while (left-- > 0 && !_closed && _suspensions == 0 && _messages.TryDequeue(out var envelope))
            {
                cell.Invoke(envelope);
                HandleSignals();
            }
        }
        finally
        {
            ActorCell.Current = outer;

            // A full fence: whoever enqueues after this sees that nobody is scheduled, whoever did before is seen by Wake.
            Interlocked.Exchange(ref _scheduled, 0);
            Wake();
        }
    }

    private void HandleSignals()
    {
        while (!_closed && _signals.TryDequeue(out var signal))
        {
            cell.Invoke(signal);
        }
    }

    private void Wake()
    {
        if (_closed)
        {
            Bury();
        }
        else if ((!_signals.IsEmpty || (_suspensions == 0 && !_messages.IsEmpty)) && Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
        {
            dispatcher.Schedule(this);
        }
    }

    private void Bury()
    {
        while (_signals.TryDequeue(out var signal))
        {
            (signal as Watch)?.AnswerDead();
        }

        while (_messages.TryDequeue(out var envelope))
        {
            // A subscriber to dead letters that is dead itself would otherwise be told of its own, for ever.
            if (envelope.Message is DeadLetter)
            {
                continue;
            }

            cell.System.DeadLetters.Tell(new DeadLetter(envelope.Message, envelope.Sender, cell.Self), envelope.Sender);
        }
    }
}
