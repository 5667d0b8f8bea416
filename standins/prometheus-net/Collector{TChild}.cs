namespace Prometheus;

public abstract class Collector<TChild> : Collector, ICollector<TChild>
    where TChild : ChildBase
{
    private readonly Dictionary<LabelSet, TChild> _children = [];
    private readonly Lock _lock = new();
    private readonly bool _published;

    internal Collector(string name, string help, string[] labelNames, bool published)
        : base(name, help, labelNames)
    {
        _published = published;
    }

    TChild ICollector<TChild>.Unlabelled => Unlabelled;

    protected TChild Unlabelled => GetOrAdd([]);

    /// <summary>The child of these values, made when it is not there yet; the values are in the order of the names.</summary>
    /// <exception cref="ArgumentException">More or fewer values than names.</exception>
    /// <exception cref="NotSupportedException">A value is null.</exception>
    public TChild WithLabels(params string[] labelValues)
    {
        CheckCount(labelValues);
        return GetOrAdd(labelValues);
    }

    /// <summary>Forgets the child of these values; asked for again, it starts at 0.</summary>
    public void RemoveLabelled(params string[] labelValues)
    {
        CheckCount(labelValues);
        lock (_lock)
        {
            _ = _children.Remove(new LabelSet(labelValues));
        }
    }

    public IEnumerable<string[]> GetAllLabelValues() => Children().Select(child => child.LabelValues).Where(values => values.Length > 0);

    internal override void Write(TextExposition text)
    {
        foreach (var child in Children())
        {
            child.WriteIfPublished(text, Name);
        }
    }

    private protected abstract TChild NewChild(ChildIdentity identity);

    private protected void StartUnlabelled()
    {
        if (LabelNames.Length == 0)
        {
            _ = Unlabelled;
        }
    }

    private TChild[] Children()
    {
        lock (_lock)
        {
            return [.. _children.Values];
        }
    }

    private TChild GetOrAdd(string[] values)
    {
        var key = new LabelSet(values);
        lock (_lock)
        {
            if (_children.TryGetValue(key, out var known))
            {
                return known;
            }

            if (Array.IndexOf(values, null) >= 0)
            {
                throw new NotSupportedException("Null values are not supported for metric label names and values.");
            }

            // A copy, for the caller may write to its array.
            string[] own = [.. values];
            // The child without labels of a labelled metric shows itself only when written to.
            var published = _published && own.Length == LabelNames.Length;
            var child = NewChild(new ChildIdentity(own, TextExposition.Labels(LabelNames, own), published, Remove));
            _children.Add(new LabelSet(own), child);
            return child;
        }
    }

    private void Remove(ChildBase child)
    {
        lock (_lock)
        {
            if (_children.TryGetValue(new LabelSet(child.LabelValues), out var known) && ReferenceEquals(known, child))
            {
                _ = _children.Remove(new LabelSet(child.LabelValues));
            }
        }
    }

    private void CheckCount(string[] labelValues)
    {
        if (labelValues.Length != LabelNames.Length)
        {
            throw new ArgumentException("The list of label values must have the same number of elements as the list of label names.");
        }
    }
}
