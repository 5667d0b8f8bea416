using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace NetMonitor.Engine;

/// <summary>One line per event on stderr; stdout belongs to answers.</summary>
public static class ConsoleLog
{
    public static ILoggerFactory Create(LogLevel level) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(level)
        .AddFilter("Microsoft", level == LogLevel.Debug ? LogLevel.Debug : LogLevel.Warning)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.TimestampFormat = "HH:mm:ss.fff ";
            format.ColorBehavior = LoggerColorBehavior.Disabled;
        }));
}
