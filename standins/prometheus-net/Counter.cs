namespace Prometheus;

public sealed class Counter : Collector<Counter.Child>, ICounter
{
    internal Counter(string name, string help, string[] labelNames, bool published)
        : base(name, help, labelNames, published)
    {
        StartUnlabelled();
    }

    public double Value => Unlabelled.Value;

    internal override string TypeName => "counter";

    public void Inc(double increment = 1) => Unlabelled.Inc(increment);

    public void IncTo(double targetValue) => Unlabelled.IncTo(targetValue);

    public void Publish() => Unlabelled.Publish();

    public void Unpublish() => Unlabelled.Unpublish();

    private protected override Child NewChild(ChildIdentity identity) => new(identity);

    public sealed class Child : ChildBase, ICounter
    {
        private AtomicDouble _value;

        internal Child(ChildIdentity identity)
            : base(identity)
        {
        }

        public double Value => _value.Value;

        /// <exception cref="ArgumentOutOfRangeException">A negative increment.</exception>
        public void Inc(double increment = 1)
        {
            if (increment < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(increment), "Counter value cannot decrease.");
            }

            _value.Add(increment);
            Publish();
        }

        public void IncTo(double targetValue)
        {
            _value.RaiseTo(targetValue);
            Publish();
        }

        private protected override void Write(TextExposition text, string name) => text.Sample(name, Labels, Value);
    }
}
