namespace Akka.Event;

/// <summary>What a log line names as its origin.</summary>
public readonly struct LogSource
{
    private LogSource(string source, Type type)
    {
        Source = source;
        Type = type;
    }

    public string Source { get; }

    public Type Type { get; }

    public static LogSource Create(object o) => o switch
    {
        IActorContext context => new LogSource(context.Self.Path.ToString(), SourceType(o)),
        IActorRef actor => new LogSource(actor.Path.ToString(), SourceType(o)),
        string text => new LogSource(text, SourceType(o)),
        Type type => new LogSource(Logging.SimpleName(type), type),
        _ => new LogSource(Logging.SimpleName(o), o.GetType()),
    };

    public static LogSource Create(object o, ActorSystem system) => o switch
    {
        IActorContext or IActorRef => Create(o),
        _ => new LogSource($"{Create(o).Source}({system})", SourceType(o)),
    };

    public static Type SourceType(object o) => o switch
    {
        Type type => type,
        ActorCell cell => cell.ActorType,
        string => typeof(string),
        _ => o.GetType(),
    };
}
