using Akka.Actor;
using Akka.Event;
using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using HostLevel = Microsoft.Extensions.Logging.LogLevel;

namespace NetMonitor.Engine;

/// <summary>The actors' log in the host's: the actor's path and what it said. Time and level the host adds itself; the usual
/// logger would write them a second time.</summary>
public sealed class ActorLog : LoggerFactoryLogger
{
    private readonly ILogger _log =
        Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value.LoggerFactory.CreateLogger("Actors");

    protected override void Log(LogEvent log, ActorPath path) =>
        _log.Log(LevelOf(log.LogLevel()), log.Cause, "{Source}: {Message}", PathOf(log.LogSource), log.Message);

    /// <summary>The path in <c>[akka://netmonitor/user/interfaces#123]</c>, with or without brackets; other sources as they are.</summary>
    private static string PathOf(string source)
    {
        var path = source.TrimStart('[');
        var end = path.AsSpan().IndexOfAny('#', ']');
        path = end < 0 ? path : path[..end];
        return Uri.TryCreate(path, UriKind.Absolute, out var uri) && uri.Scheme == "akka" ? uri.AbsolutePath : source;
    }

    private static HostLevel LevelOf(AkkaLevel level) => level switch
    {
        AkkaLevel.DebugLevel => HostLevel.Debug,
        AkkaLevel.InfoLevel => HostLevel.Information,
        AkkaLevel.WarningLevel => HostLevel.Warning,
        _ => HostLevel.Error,
    };
}
