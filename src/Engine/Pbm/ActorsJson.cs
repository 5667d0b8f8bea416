using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Pbm;

/// <summary>The tree of actors as JSON.</summary>
public static class ActorsJson
{
    private static readonly JsonObject<ActorRow> ActorShape = new JsonObject<ActorRow>("actor", "One place in the tree of actors.")
        .Text("path", "Under the actor system", actor => actor.Path)
        .TextOrNull("interface", "A monitor's NIC as it is called now; null for other actors", actor => actor.InterfaceName)
        .Text("state", "What it is doing; 'no answer' where it did not say so in time", actor => actor.State)
        .IntegerOrNull("mailbox", "Messages that wait for it; null while nobody lives there", actor => actor.Mailbox)
        .IntegerOrNull("restarts", "How often it was made anew after a failure; null without an answer", actor => actor.Restarts)
        .Text("last_error", "Empty where nothing failed yet; stands after recovery", actor => actor.LastError)
        .NumberOrNull("interval_seconds", "How often it reads its NIC; null for other actors", actor => actor.Interval?.TotalSeconds)
        .NumberOrNull("next_attempt_seconds", "Until it is made anew; null where it does not wait for that", actor => actor.NextAttempt?.TotalSeconds);

    public static JsonObject<IReadOnlyList<ActorRow>> Shape { get; } =
        new JsonObject<IReadOnlyList<ActorRow>>("actors", "What `net actors` answers.")
            .List("actors", "A parent before its children", ActorShape, actors => actors);
}
