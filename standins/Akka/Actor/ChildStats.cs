namespace Akka.Actor;

/// <summary>What a supervisor remembers of one child: its ref and how often it was restarted lately.</summary>
internal sealed class ChildStats(IInternalActorRef child)
{
    private int _restarts;
    private long _windowStart = -1;

    public IInternalActorRef Child { get; } = child;

    /// <summary>The window tumbles: the first failure after it closed opens a new one and counts as its first.</summary>
    /// <param name="limit">Below 0: no limit of its own (one restart per window if there is a window); 0: never.</param>
    /// <param name="windowMilliseconds">0 or below: no window, the count never decreases.</param>
    public bool MayRestart(int limit, int windowMilliseconds)
    {
        if (limit == 0)
        {
            return false;
        }

        if (windowMilliseconds <= 0)
        {
            return limit < 0 || ++_restarts <= limit;
        }

        var retries = limit < 0 ? 1 : limit;
        var now = Environment.TickCount64;
        if (_windowStart < 0 || now - _windowStart > windowMilliseconds)
        {
            _windowStart = now;
            _restarts = 1;
            return true;
        }

        return ++_restarts <= retries;
    }
}
