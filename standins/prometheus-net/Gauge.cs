namespace Prometheus;

public sealed class Gauge : Collector<Gauge.Child>, IGauge
{
    internal Gauge(string name, string help, string[] labelNames, bool published)
        : base(name, help, labelNames, published)
    {
        StartUnlabelled();
    }

    public double Value => Unlabelled.Value;

    internal override string TypeName => "gauge";

    public void Inc(double increment = 1) => Unlabelled.Inc(increment);

    public void Dec(double decrement = 1) => Unlabelled.Dec(decrement);

    public void Set(double val) => Unlabelled.Set(val);

    public void IncTo(double targetValue) => Unlabelled.IncTo(targetValue);

    public void DecTo(double targetValue) => Unlabelled.DecTo(targetValue);

    public void Publish() => Unlabelled.Publish();

    public void Unpublish() => Unlabelled.Unpublish();

    private protected override Child NewChild(ChildIdentity identity) => new(identity);

    public sealed class Child : ChildBase, IGauge
    {
        private AtomicDouble _value;

        internal Child(ChildIdentity identity)
            : base(identity)
        {
        }

        public double Value => _value.Value;

        public void Inc(double increment = 1)
        {
            _value.Add(increment);
            Publish();
        }

        public void Dec(double decrement = 1) => Inc(-decrement);

        public void Set(double val)
        {
            _value.Value = val;
            Publish();
        }

        public void IncTo(double targetValue)
        {
            _value.RaiseTo(targetValue);
            Publish();
        }

        public void DecTo(double targetValue)
        {
            _value.LowerTo(targetValue);
            Publish();
        }

        private protected override void Write(TextExposition text, string name) => text.Sample(name, Labels, Value);
    }
}
