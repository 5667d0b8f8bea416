namespace Prometheus;

/// <summary>The collectors of one name: they share type and help, and differ in their label names.</summary>
internal sealed class CollectorFamily(Collector first)
{
    private readonly List<Collector> _collectors = [first];

    public Collector? Find(Type type, string[] labelNames) => _collectors[0].GetType() == type
        ? _collectors.Find(collector => collector.LabelNames.SequenceEqual(labelNames))
        : throw new InvalidOperationException("Collector of a different type with the same name is already registered.");

    public void Add(Collector collector) => _collectors.Add(collector);

    public void Write(TextExposition text)
    {
        text.Family(_collectors[0].Name, _collectors[0].Help, _collectors[0].TypeName);
        foreach (var collector in _collectors)
        {
            collector.Write(text);
        }
    }
}
