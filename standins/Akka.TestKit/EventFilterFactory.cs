using System.Text.RegularExpressions;

namespace Akka.TestKit;

/// <summary>Says which log events are meant: by level, text, source, exception; or dead letters by the type of their message.</summary>
public class EventFilterFactory
{
    private readonly TestKitBase _kit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<Func<LogEvent, bool>> _before;

    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    internal EventFilterFactory(TestKitBase kit, ActorSystem system, IReadOnlyList<Func<LogEvent, bool>> before)
    {
        _kit = kit;
        _system = system;
        _before = before;
    }

    public IEventFilterApplier Debug(string message = null, string start = null, string contains = null, string source = null) =>
        ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);

    public IEventFilterApplier Debug(Regex pattern, string source = null) => ForLogLevel(LogLevel.DebugLevel, pattern, source);

    public IEventFilterApplier Info(string message = null, string start = null, string contains = null, string source = null) =>
        ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);

    public IEventFilterApplier Info(Regex pattern, string source = null) => ForLogLevel(LogLevel.InfoLevel, pattern, source);

    public IEventFilterApplier Warning(string message = null, string start = null, string contains = null, string source = null) =>
        ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);

    public IEventFilterApplier Warning(Regex pattern, string source = null) => ForLogLevel(LogLevel.WarningLevel, pattern, source);

    public IEventFilterApplier Error(string message = null, string start = null, string contains = null, string source = null) =>
        ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);

    public IEventFilterApplier Error(Regex pattern, string source = null) => ForLogLevel(LogLevel.ErrorLevel, pattern, source);

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, string message = null, string start = null, string contains = null, string source = null) =>
        Applier(logged => logged.LogLevel() == logLevel && IsFrom(logged, source) && Text(message, start, contains)(logged.Message?.ToString() ?? ""));

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string source = null) =>
        Applier(logged => logged.LogLevel() == logLevel && IsFrom(logged, source) && pattern.IsMatch(logged.Message?.ToString() ?? ""));

    public IEventFilterApplier Exception<TException>(string message = null, string start = null, string contains = null, string source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    public IEventFilterApplier Exception<TException>(Regex pattern, string source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    public IEventFilterApplier Exception(
        Type exceptionType, string message = null, string start = null, string contains = null, string source = null, bool checkInnerExceptions = false) =>
        Exception(exceptionType, Text(message, start, contains), source, checkInnerExceptions);

    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string source = null, bool checkInnerExceptions = false) =>
        Exception(exceptionType, pattern.IsMatch, source, checkInnerExceptions);

    public IEventFilterApplier DeadLetter() => DeadLetter(typeof(object));

    public IEventFilterApplier DeadLetter<TMessage>(string source = null) => DeadLetter(typeof(TMessage), source);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string source = null) =>
        DeadLetter(typeof(TMessage), message => isMatch((TMessage)message), source);

    public IEventFilterApplier DeadLetter(Type type, string source = null) => DeadLetter(type, _ => true, source);

    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string source = null) =>
        Applier(logged => logged.Message is DeadLetter letter && type.IsInstanceOfType(letter.Message) && IsFrom(logged, source) && isMatch(letter.Message));

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Applier(logged => predicate(logged));

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Applier(logged => logged is TLogEvent typed && predicate(typed));

    private static Func<string, bool> Text(string message, string start, string contains) => text =>
        (message == null || text == message)
        && (start == null || text.StartsWith(start, StringComparison.Ordinal))
        && (contains == null || text.Contains(contains, StringComparison.Ordinal));

    /// <summary>The source of an actor's events is its path; that may be named without the system's address.</summary>
    private static bool IsFrom(LogEvent logged, string source) => source == null
        || logged.LogSource == source
        || (ActorPath.TryParse(logged.LogSource, out var path) && path.ToStringWithoutAddress() == source);

    private IEventFilterApplier Exception(Type type, Func<string, bool> text, string source, bool checkInner) => Applier(logged =>
        logged is Error && IsFrom(logged, source) && Causes(logged.Cause, checkInner).Any(cause =>
            type.IsInstanceOfType(cause) && (text(logged.Message?.ToString() ?? "") || text(cause.Message))));

    private static IEnumerable<Exception> Causes(Exception cause, bool checkInner)
    {
        for (var one = cause; one != null; one = checkInner ? one.InnerException : null)
        {
            yield return one;
        }
    }

    private EventFilterApplier Applier(Func<LogEvent, bool> match) => new(_kit, _system, [.. _before, match]);
}
