namespace Akka.Event;

/// <summary>Logs the first dead letters, then pauses, so that a broken peer cannot flood the log.</summary>
internal sealed class DeadLetterListener : ActorBase, IWithTimers
{
    private int _count;
    private bool _silent;

    public ITimerScheduler Timers { get; set; }

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case DeadLetter letter when !_silent:
                Report(letter);
                return true;
            case DeadLetter:
                return true;
            case EndOfSilence:
                _silent = false;
                _count = 0;
                return true;
            default:
                return false;
        }
    }

    private void Report(DeadLetter letter)
    {
        var system = (ActorSystemImpl)Context.System;
        if (system.IsTerminating && !system.Settings.LogDeadLettersDuringShutdown)
        {
            return;
        }

        _count++;
        var last = _count >= system.Settings.LogDeadLetters;
        var pause = system.Settings.LogDeadLettersSuspendDuration;
        var from = letter.Sender is DeadLettersRef or null ? "" : $" from {letter.Sender}";
        var text = $"Message [{letter.Message.GetType().Name}]{from} to {letter.Recipient} was not delivered. [{_count}] dead letters encountered"
            + (last ? $", no more dead letters will be logged in next [{pause}]" : "")
            + ". This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'.";
        system.EventStream.Publish(new Info(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), text));
        if (last)
        {
            _silent = true;
            Timers.StartSingleTimer(EndOfSilence.Instance, EndOfSilence.Instance, pause);
        }
    }

    private sealed class EndOfSilence
    {
        public static readonly EndOfSilence Instance = new();
    }
}
