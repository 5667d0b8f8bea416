namespace Akka.Event;

/// <summary>Writes while a system has no other logger: before its loggers are up, and after they are gone.</summary>
public class StandardOutLogger : MinimalLogger
{
    protected override void Log(object message) => Console.WriteLine(message);
}
