using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace NetMonitor.Actors.Tree;

/// <summary>Where each actor under <c>/user</c> hangs what it would say of itself and its children: who looks asks nobody and waits for nobody.</summary>
public sealed class ActorBoard
{
    private readonly ConcurrentDictionary<string, ImmutableArray<ActorDescription>> _byWriter = new(StringComparer.Ordinal);

    /// <summary>By path, a parent before its children.</summary>
    public IEnumerable<ActorDescription> Current => _byWriter.Values.SelectMany(actors => actors).OrderBy(actor => actor.Path, StringComparer.Ordinal);

    /// <summary>Takes the place of all that the same writer hung up before.</summary>
    /// <param name="actors">The writer first.</param>
    public void Publish(ImmutableArray<ActorDescription> actors) => _byWriter[actors[0].Path] = actors;
}
