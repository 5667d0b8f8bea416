namespace Akka.TestKit;

internal sealed class CountingFilter(IReadOnlyList<Func<LogEvent, bool>> matches) : IEventFilter
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool Apply(LogEvent logEvent)
    {
        if (!matches.Any(match => match(logEvent)))
        {
            return false;
        }

        Interlocked.Increment(ref _count);
        return true;
    }
}
