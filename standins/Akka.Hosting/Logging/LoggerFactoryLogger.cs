using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using HostLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Logging;

/// <summary>Hands the system's log over to the host's, under the class that logged as category.</summary>
public class LoggerFactoryLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly Dictionary<Type, ILogger> _loggers = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent logged:
                Log(logged, Self.Path);
                return true;
            default:
                return false;
        }
    }

    protected virtual void Log(LogEvent log, ActorPath path)
    {
        var level = log.LogLevel() switch
        {
            AkkaLevel.DebugLevel => HostLevel.Debug,
            AkkaLevel.InfoLevel => HostLevel.Information,
            AkkaLevel.WarningLevel => HostLevel.Warning,
            _ => HostLevel.Error,
        };
        LoggerOf(log.LogClass).Log(level, log.Cause, "[{LogSource}] {Message}", log.LogSource, log.Message);
    }

    private ILogger LoggerOf(Type type)
    {
        if (!_loggers.TryGetValue(type, out var logger))
        {
            var setup = Context.System.Settings.Setup.Get<LoggerFactorySetup>();
            _loggers[type] = logger = setup.HasValue
                ? setup.Value.LoggerFactory.CreateLogger(type)
                : throw new LoggerInitializationException("The system was set up without a LoggerFactorySetup");
        }

        return logger;
    }
}
