using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using NetMonitor.Engine.Terminal;

namespace NetMonitor.Engine;

/// <summary>One line per event; on stderr, for stdout belongs to answers.</summary>
public static class ConsoleLog
{
    public static ILoggerFactory Create(LogLevel level, TimeProvider time) => Create(level, logging =>
    {
        _ = logging.Services.AddSingleton(time);
        _ = logging
            .AddConsole(console =>
            {
                console.LogToStandardErrorThreshold = LogLevel.Trace;
                console.FormatterName = LineFormatter.FormatterName;
            })
            .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    });

    /// <param name="write">Takes the lines instead of stderr, from any thread.</param>
    public static ILoggerFactory Create(LogLevel level, TimeProvider time, Action<string> write) =>
        Create(level, logging => logging.AddProvider(new LineLog(new LineFormatter(time), write)));

    private static ILoggerFactory Create(LogLevel level, Action<ILoggingBuilder> addOutput) => LoggerFactory.Create(logging => addOutput(logging
        .SetMinimumLevel(level)
        .AddFilter("Microsoft", level == LogLevel.Debug ? LogLevel.Debug : LogLevel.Warning)));
}
