using Xunit;

namespace NetMonitor.Contracts;

/// <summary>What every way of being told of links promises. A spec derives from it and runs each of <see cref="Laws"/>, under the
/// attribute that says what its source needs.</summary>
public abstract class LinkWatchContract
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, Action<LinkWatchContract>> Table = new()
    {
        [nameof(A_link_that_comes_is_told)] = spec => spec.A_link_that_comes_is_told(),
        [nameof(A_link_that_goes_is_told)] = spec => spec.A_link_that_goes_is_told(),
        [nameof(A_rename_is_told)] = spec => spec.A_rename_is_told(),
        [nameof(Up_and_down_are_told)] = spec => spec.Up_and_down_are_told(),
        [nameof(What_happens_while_telling_is_told_again)] = spec => spec.What_happens_while_telling_is_told_again(),
        [nameof(A_flood_is_told_and_so_is_what_follows)] = spec => spec.A_flood_is_told_and_so_is_what_follows(),
        [nameof(Every_watch_is_told)] = spec => spec.Every_watch_is_told(),
        [nameof(Nothing_is_told_after_disposing)] = spec => spec.Nothing_is_told_after_disposing(),
        [nameof(Disposing_twice_is_disposing_once)] = spec => spec.Disposing_twice_is_disposing_once(),
    };

    public static TheoryData<string> Laws => [.. Table.Keys];

    protected abstract IDisposable Watch(Action changed);

    /// <summary>Makes a link, which is down.</summary>
    protected abstract void Add(string name);

    protected abstract void Delete(string name);

    /// <summary>Renames a link that is down.</summary>
    protected abstract void Rename(string name, string newName);

    protected abstract void Set(string name, bool isUp);

    /// <summary>Changes a link more often than the source can keep in mind.</summary>
    protected abstract void Flood(string name);

    protected void Keeps(string law) => Table[law](this);

    private void A_link_that_comes_is_told() => Tells(() => Add("one"));

    private void A_link_that_goes_is_told()
    {
        Add("one");
        Tells(() => Delete("one"));
    }

    private void A_rename_is_told()
    {
        Add("one");
        Tells(() => Rename("one", "other"));
    }

    private void Up_and_down_are_told()
    {
        Add("one");
        Tells(() => Set("one", isUp: true));
        Tells(() => Set("one", isUp: false));
    }

    private void What_happens_while_telling_is_told_again()
    {
        using var held = new Held();
        using var watch = Watch(held.Tell);
        Add("one");
        held.AwaitTelling();
        Add("two");
        held.LetGo();
        held.AwaitTelling();
        held.LetGo();
    }

    private void A_flood_is_told_and_so_is_what_follows()
    {
        Add("one");
        using var told = new SemaphoreSlim(0);
        using var held = new Held();
        using var watch = Watch(() =>
        {
            held.Tell();
            told.Release();
        });
        Add("two");
        held.AwaitTelling();
        Flood("one");
        held.LetGo();
        held.AwaitTelling();
        held.LetGo(always: true);
        Quiet(told);
        Delete("one");
        Assert.True(told.Wait(Bound), "after a flood nothing is told any more");
    }

    private void Every_watch_is_told()
    {
        using var first = new SemaphoreSlim(0);
        using var second = new SemaphoreSlim(0);
        using var one = Watch(() => first.Release());
        using (Watch(() => second.Release()))
        {
            Add("one");
            Assert.True(first.Wait(Bound) && second.Wait(Bound));
        }

        Quiet(first);
        Add("two");
        Assert.True(first.Wait(Bound), "one watch ended with the other");
    }

    private void Nothing_is_told_after_disposing()
    {
        var told = 0;
        var watch = Watch(() => Interlocked.Increment(ref told));
        Add("one");
        watch.Dispose();
        var before = Volatile.Read(ref told);
        Add("two");
        Tells(() => Add("three"));
        Assert.Equal(before, Volatile.Read(ref told));
    }

    private void Disposing_twice_is_disposing_once()
    {
        var watch = Watch(static () => { });
        watch.Dispose();
        watch.Dispose();
        Tells(() => Add("one"));
    }

    private void Tells(Action change)
    {
        using var told = new SemaphoreSlim(0);
        using var watch = Watch(() => told.Release());
        Quiet(told);
        change();
        Assert.True(told.Wait(Bound), "nothing was told");
    }

    /// <summary>What was told before is of no interest to what comes. Only ever makes a law easier to break: late news of an earlier change
    /// would pass for news of the next.</summary>
    private static void Quiet(SemaphoreSlim told)
    {
        while (told.Wait(TimeSpan.FromMilliseconds(50)))
        {
        }
    }

    /// <summary>Whoever tells is held until it is let go.</summary>
    private sealed class Held : IDisposable
    {
        private readonly SemaphoreSlim _telling = new(0);
        private readonly SemaphoreSlim _goOn = new(0);
        private volatile bool _always;

        public void Tell()
        {
            _telling.Release();
            if (!_always)
            {
                _goOn.Wait(Bound);
            }
        }

        public void AwaitTelling() => Assert.True(_telling.Wait(Bound), "nothing was told");

        public void LetGo(bool always = false)
        {
            _always |= always;
            _goOn.Release();
        }

        public void Dispose() => LetGo(always: true);
    }
}
