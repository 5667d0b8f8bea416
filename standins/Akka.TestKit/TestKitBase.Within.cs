namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private TimeSpan? _end;

    /// <summary>Time left of the innermost Within.</summary>
    public TimeSpan Remaining => _end is { } end ? AtLeastZero(end - Now) : throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");

    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    public TimeSpan RemainingOrDilated(TimeSpan? duration)
    {
        if (duration is not { } given)
        {
            return RemainingOrDefault;
        }

        return given < TimeSpan.Zero ? throw new ArgumentException("max duration cannot be infinite", nameof(duration)) : Dilated(given);
    }

    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    public void Within(TimeSpan min, TimeSpan max, Action action, string hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(min, max, () =>
        {
            action();
            return true;
        }, hint, epsilonValue, cancellationToken);

    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function, string hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        var (start, limit, outer) = Enter(min, max);
        T result;
        try
        {
            result = function();
        }
        finally
        {
            _end = outer;
        }

        Leave(start, min, limit, hint, epsilonValue);
        return result;
    }

    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    public async Task WithinAsync(TimeSpan min, TimeSpan max, Func<Task> actionAsync, string hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        var (start, limit, outer) = Enter(min, max);
        try
        {
            await actionAsync();
        }
        finally
        {
            _end = outer;
        }

        Leave(start, min, limit, hint, epsilonValue);
    }

    protected TimeSpan RemainingOr(TimeSpan duration) => _end is { } end ? AtLeastZero(end - Now) : duration;

    private (TimeSpan Start, TimeSpan Limit, TimeSpan? Outer) Enter(TimeSpan min, TimeSpan max)
    {
        var start = Now;
        var outer = _end;
        var limit = outer is { } end && end - start < Dilated(max) ? end - start : Dilated(max);
        _assertions.AssertTrue(limit >= min, "{0}", $"Required min time {min} not possible, only {limit} left.");
        _end = start + limit;
        return (start, limit, outer);
    }

    private void Leave(TimeSpan start, TimeSpan min, TimeSpan limit, string hint, TimeSpan? epsilon)
    {
        var took = Now - start;
        _assertions.AssertTrue(took >= min, "{0}", $"Failed: Block took {took}, should have at least been {min}{Said(hint)}");
        if (!_lastWasSilence)
        {
            _assertions.AssertTrue(took <= limit + (epsilon ?? TimeSpan.Zero), "{0}", $"Failed: Block took {took}, exceeding {limit}{Said(hint)}");
        }
    }
}
