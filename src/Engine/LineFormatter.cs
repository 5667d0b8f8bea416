using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace NetMonitor.Engine;

/// <summary>One line per event: time of day, level, who, what; an exception's lines are joined.</summary>
public sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var who = logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..];
        var what = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var text = logEntry.Exception is null ? what : $"{what} {logEntry.Exception}";
        textWriter.Write($"{time.GetLocalNow():HH:mm:ss.fff} {Word(logEntry.LogLevel)}: {who}: ");
        textWriter.WriteLine(text.ReplaceLineEndings(" "));
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };
}
