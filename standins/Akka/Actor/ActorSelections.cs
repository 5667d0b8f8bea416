namespace Akka.Actor;

internal static class ActorSelections
{
    /// <summary>From an actor's point of view: a path without a leading slash starts at the actor itself.</summary>
    public static ActorSelection From(ActorCell cell, string path) => path.StartsWith('/') || path.Contains("://", StringComparison.Ordinal)
        ? cell.SystemImpl.ActorSelection(path)
        : new ActorSelection(cell.Self, path);
}
