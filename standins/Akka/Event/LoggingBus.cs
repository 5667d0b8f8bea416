namespace Akka.Event;

/// <summary>Carries events by their type, and knows who writes the log.</summary>
public class LoggingBus : ActorEventBus<object, Type>
{
    private readonly List<IActorRef> _loggers = [];
    private int _loggerNumber;
    private StandardOutLogger _stdout;

    public LoggingBus()
    {
    }

    public LogLevel LogLevel { get; private set; }

    public void SetLogLevel(LogLevel logLevel)
    {
        LogLevel = logLevel;
        foreach (var logger in _loggers)
        {
            SubscribeToLevels(logger, logLevel);
        }
    }

    public void StartStdoutLogger(Settings config)
    {
        _stdout = new StandardOutLogger();
        LogLevel = Logging.LogLevelFor(config.StdoutLogLevel);
        SubscribeToLevels(_stdout, LogLevel);
    }

    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var level = Logging.LogLevelFor(system.Settings.LogLevel);
        foreach (var name in system.Settings.Loggers)
        {
            var type = Type.GetType(name) ?? throw new ConfigurationException($@"Logger specified in config cannot be found: ""{name}""");
            StartLogger(system, type, level);
        }

        LogLevel = level;
        Unsubscribe(_stdout);
    }

    internal void StopDefaultLoggers()
    {
        foreach (var logger in _loggers)
        {
            Unsubscribe(logger);
        }

        SubscribeToLevels(_stdout, LogLevel.WarningLevel);
    }

    protected override bool IsSubClassification(Type parent, Type child) => parent.IsAssignableFrom(child);

    protected override void Publish(object @event, IActorRef subscriber) => subscriber.Tell(@event);

    protected override bool Classify(object @event, Type classifier) => classifier.IsInstanceOfType(@event);

    protected override Type GetClassifier(object @event) => @event.GetType();

    private void StartLogger(ActorSystemImpl system, Type type, LogLevel level)
    {
        var props = Props.Create(type).WithDispatcher(system.Settings.LoggersDispatcher);
        var logger = system.SystemActorOf(props, $"log{Interlocked.Increment(ref _loggerNumber)}-{Logging.SimpleName(type)}");
        var ready = logger.Ask<LoggerInitialized>(new InitializeLogger(this), system.Settings.LoggerStartTimeout);
        if (Task.WaitAny([ready], system.Settings.LoggerStartTimeout) < 0 || ready.IsFaulted)
        {
            throw new LoggerInitializationException($"Logger [{logger}] did not respond within {system.Settings.LoggerStartTimeout}", ready.Exception);
        }

        _loggers.Add(logger);
        SubscribeToLevels(logger, level);
    }

    private void SubscribeToLevels(IActorRef logger, LogLevel level)
    {
        foreach (var each in Enum.GetValues<LogLevel>())
        {
            if (each >= level)
            {
                Subscribe(logger, each.ClassFor());
            }
            else
            {
                Unsubscribe(logger, each.ClassFor());
            }
        }
    }
}
