using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NetMonitor.Engine.Terminal;

/// <summary>The log as lines that somebody else writes.</summary>
public sealed class LineLog(LineFormatter formatter, Action<string> write) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Category(categoryName, formatter, write);

    public void Dispose()
    {
    }

    private sealed class Category(string name, LineFormatter formatter, Action<string> write) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        /// <summary>The factory's filters decide.</summary>
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> compose)
        {
            using var text = new StringWriter();
            formatter.Write(new LogEntry<TState>(logLevel, name, eventId, state, exception, compose), null, text);
            write(text.ToString().TrimEnd('\n', '\r'));
        }
    }
}
