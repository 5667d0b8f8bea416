using Akka.Hosting;
using Microsoft.Extensions.Logging;

namespace NetMonitor.Engine.Configuration;

public static class AkkaLogging
{
    /// <summary>The actors' log goes where all log goes.</summary>
    public static AkkaConfigurationBuilder WithLogging(this AkkaConfigurationBuilder builder, LogLevel level) =>
        builder.ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = level switch
            {
                LogLevel.Debug => Akka.Event.LogLevel.DebugLevel,
                LogLevel.Warning => Akka.Event.LogLevel.WarningLevel,
                LogLevel.Error => Akka.Event.LogLevel.ErrorLevel,
                _ => Akka.Event.LogLevel.InfoLevel,
            };
            // This names the factory; of the loggers only ours is to write.
            _ = loggers.AddLoggerFactory();
            _ = loggers.ClearLoggers().AddLogger<ActorLog>();
        });
}
