namespace Akka.TestKit;

public interface IEventFilter
{
    bool Apply(LogEvent logEvent);
}
