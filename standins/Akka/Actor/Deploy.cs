namespace Akka.Actor;

/// <summary>How an actor is to be run; what a Props carries beside its type and arguments.</summary>
public class Deploy
{
    public static readonly string NoDispatcherGiven = string.Empty;
    public static readonly string NoMailboxGiven = string.Empty;
    public static readonly Deploy None = new();
    public static readonly Deploy Local = new();

    public string Dispatcher { get; private init; } = NoDispatcherGiven;

    public string Mailbox { get; private init; } = NoMailboxGiven;

    public virtual Deploy WithDispatcher(string dispatcher) => new() { Dispatcher = dispatcher, Mailbox = Mailbox };

    public virtual Deploy WithMailbox(string mailbox) => new() { Dispatcher = Dispatcher, Mailbox = mailbox };
}
