using NetMonitor.Actors.Tree;

namespace NetMonitor.Engine.Pbm;

/// <summary>One place in the tree of actors, as it is shown.</summary>
/// <param name="InterfaceName">A monitor's NIC as it is called now; null for other actors.</param>
/// <param name="State">In words.</param>
/// <param name="Mailbox">Messages that wait; null where nobody lives there.</param>
/// <param name="Restarts">Null where the actor did not answer.</param>
/// <param name="LastError">Empty where nothing failed yet.</param>
/// <param name="Interval">How often a monitor reads its NIC; null for other actors.</param>
public sealed record ActorRow(
    string Path, string? InterfaceName, string State, int? Mailbox, long? Restarts, string LastError, TimeSpan? Interval)
{
    /// <summary>Until it is made anew; null where it does not wait for that.</summary>
    public TimeSpan? NextAttempt { get; init; }

    public static ActorRow Of(ActorDescription actor) => new(
        actor.Path,
        actor.InterfaceName,
        actor.State.ToString().ToLowerInvariant(),
        MailboxDepth.Of(actor.Actor),
        actor.Restarts,
        actor.LastError,
        actor.Interval)
    {
        NextAttempt = actor.NextAttempt,
    };

    /// <summary>Of an actor that did not answer in time: what can be seen from outside.</summary>
    public static ActorRow Silent(string path, int? mailbox) => new(path, null, "no answer", mailbox, null, "", null);
}
