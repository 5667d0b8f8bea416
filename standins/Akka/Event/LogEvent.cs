using System.Globalization;

namespace Akka.Event;

public abstract class LogEvent : INoSerializationVerificationNeeded
{
    protected LogEvent()
    {
    }

    public Exception Cause { get; protected set; }

    public DateTime Timestamp { get; } = TimeProvider.System.GetUtcNow().UtcDateTime;

    public Thread Thread { get; } = Thread.CurrentThread;

    public string LogSource { get; protected set; }

    public Type LogClass { get; protected set; }

    public object Message { get; protected set; }

    public abstract LogLevel LogLevel();

    public override string ToString()
    {
        var time = Timestamp.ToString("MM/dd/yyyy HH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var line = $"[{LogLevel().StringFor()}][{time}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}";
        return Cause == null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }
}
