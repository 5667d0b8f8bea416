using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace NetMonitor.Engine;

/// <summary>One line per event on stderr; stdout belongs to answers.</summary>
public static class ConsoleLog
{
    public static ILoggerFactory Create(LogLevel level, TimeProvider time) => LoggerFactory.Create(logging =>
    {
        _ = logging.Services.AddSingleton(time);
        _ = logging
            .SetMinimumLevel(level)
            .AddFilter("Microsoft", level == LogLevel.Debug ? LogLevel.Debug : LogLevel.Warning)
            .AddConsole(console =>
            {
                console.LogToStandardErrorThreshold = LogLevel.Trace;
                console.FormatterName = LineFormatter.FormatterName;
            })
            .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    });
}
