using System.Diagnostics;

namespace Prometheus;

public sealed class CollectorRegistry
{
    private readonly OrderedDictionary<string, CollectorFamily> _families = new(StringComparer.Ordinal);
    private readonly List<Action> _callbacks = [];
    private readonly List<Func<CancellationToken, Task>> _asyncCallbacks = [];
    private readonly Lock _lock = new();

    /// <summary>Called before each collection, in no promised order. What it throws is traced and otherwise ignored: the page shows the values from before.</summary>
    public void AddBeforeCollectCallback(Action callback)
    {
        lock (_lock)
        {
            _callbacks.Add(callback);
        }
    }

    /// <inheritdoc cref="AddBeforeCollectCallback(Action)"/>
    public void AddBeforeCollectCallback(Func<CancellationToken, Task> callback)
    {
        lock (_lock)
        {
            _asyncCallbacks.Add(callback);
        }
    }

    /// <summary>Runs the callbacks, then writes the text format; a registry without metrics writes nothing.</summary>
    public async Task CollectAndExportAsTextAsync(Stream to, CancellationToken cancel = default)
    {
        await RunCallbacks(cancel);
        var text = new TextExposition();
        foreach (var family in Snapshot(_families.Values))
        {
            family.Write(text);
        }

        if (text.ToBytes() is { Length: > 0 } bytes)
        {
            await to.WriteAsync(bytes, cancel);
        }
    }

    /// <summary>The collector of this name, type and label names, made when it is not there yet. The first help text stays.</summary>
    internal TCollector GetOrAdd<TCollector>(string name, string[] labelNames, Func<TCollector> create)
        where TCollector : Collector
    {
        lock (_lock)
        {
            if (!_families.TryGetValue(name, out var family))
            {
                var first = create();
                _families.Add(name, new CollectorFamily(first));
                return first;
            }

            if (family.Find(typeof(TCollector), labelNames) is TCollector known)
            {
                return known;
            }

            var collector = create();
            family.Add(collector);
            return collector;
        }
    }

    private async Task RunCallbacks(CancellationToken cancel)
    {
        foreach (var callback in Snapshot(_callbacks))
        {
            await Guarded(() =>
            {
                callback();
                return Task.CompletedTask;
            });
        }

        await Task.WhenAll(Snapshot(_asyncCallbacks).Select(callback => Guarded(() => callback(cancel))));
    }

    private static async Task Guarded(Func<Task> callback)
    {
        try
        {
            await callback();
        }
        catch (Exception error)
        {
            Trace.WriteLine($"A callback before the collection of metrics failed: {error}");
        }
    }

    private T[] Snapshot<T>(ICollection<T> items)
    {
        lock (_lock)
        {
            return [.. items];
        }
    }
}
