namespace Akka.TestKit;

/// <summary>The logger of systems under test: it shows every event to the filters first, and prints what none of them takes.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<IEventFilter> _filters = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                var bus = Context.System.EventStream;
                bus.Subscribe(Self, typeof(Add));
                bus.Subscribe(Self, typeof(Remove));
                bus.Subscribe(Self, typeof(DeadLetter));
                return base.Receive(message);
            case Add add:
                _filters.Add(add.Filter);
                return true;
            case Remove remove:
                _filters.Remove(remove.Filter);
                return true;
            case DeadLetter letter:
                Show(new Warning(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), letter), print: false);
                return true;
            case LogEvent logged:
                Show(logged, print: true);
                return true;
            default:
                return base.Receive(message);
        }
    }

    private void Show(LogEvent logged, bool print)
    {
        var taken = _filters.ToList().FindAll(filter => filter.Apply(logged)).Count > 0;
        if (!taken && print)
        {
            Print(logged);
        }
    }

    internal sealed class Add(IEventFilter filter)
    {
        public IEventFilter Filter { get; } = filter;
    }

    internal sealed class Remove(IEventFilter filter)
    {
        public IEventFilter Filter { get; } = filter;
    }
}
