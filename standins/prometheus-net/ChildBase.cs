namespace Prometheus;

public abstract class ChildBase : ICollectorChild, IDisposable
{
    private readonly Action<ChildBase> _remove;
    private volatile bool _published;

    internal ChildBase(ChildIdentity identity)
    {
        LabelValues = identity.LabelValues;
        Labels = identity.Labels;
        _remove = identity.Remove;
        _published = identity.Published;
    }

    internal string[] LabelValues { get; }

    /// <summary>As they stand in the text, escaped, between the braces.</summary>
    internal string Labels { get; }

    /// <summary>Shows the series, with whatever value it has.</summary>
    public void Publish() => _published = true;

    /// <summary>Hides the series until the next write or <see cref="Publish"/>.</summary>
    public void Unpublish() => _published = false;

    /// <summary>Takes the series out of its metric; writes to this object are still taken, but no longer shown.</summary>
    public void Remove() => _remove(this);

    public void Dispose() => Remove();

    internal void WriteIfPublished(TextExposition text, string name)
    {
        if (_published)
        {
            Write(text, name);
        }
    }

    private protected abstract void Write(TextExposition text, string name);
}
