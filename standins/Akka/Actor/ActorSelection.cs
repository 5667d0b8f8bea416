namespace Akka.Actor;

/// <summary>Whoever is found at a path when a message is told, none, one or many.</summary>
public class ActorSelection : ICanTell
{
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/', StringSplitOptions.RemoveEmptyEntries))
    {
    }

    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
        : this(anchor, [.. elements.Select(SelectionStep.Of)])
    {
    }

    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        if (path.SkipLast(1).Any(step => step is SelectionStep.Everything))
        {
            throw new IllegalActorNameException("Double wildcard can only appear at the last path entry");
        }

        Anchor = anchor;
        Path = path;
    }

    public IActorRef Anchor { get; }

    public SelectionPathElement[] Path { get; }

    public string PathString => "/" + string.Join('/', Path.Select(step => step.ToString()));

    public void Tell(object message, IActorRef sender = null) =>
        Deliver((IInternalActorRef)Anchor, Path, message, sender ?? ActorCell.CurrentSelf, afterWildcard: false);

    /// <exception cref="ActorNotFoundException">Nobody answered in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException($"subject was null: {this}");
        }
        catch (AskTimeoutException e)
        {
            throw new ActorNotFoundException("Exception occurred while resolving ActorSelection", e);
        }
    }

    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path}), Path({PathString})]";

    private static void Deliver(IInternalActorRef at, ReadOnlySpan<SelectionPathElement> rest, object message, IActorRef sender, bool afterWildcard)
    {
        if (rest.IsEmpty)
        {
            at.Tell(message, sender);
            return;
        }

        var cell = (at as ActorRefWithCell)?.Underlying;
        switch (rest[0])
        {
            case SelectionStep.Up:
                Deliver(at.Path.Depth == 0 ? at : at.Parent, rest[1..], message, sender, afterWildcard);
                break;
            case SelectionStep.Matching pattern:
                var matching = cell?.GetChildren().Where(child => pattern.Fits(child.Path.Name)).ToList() ?? [];
                foreach (var child in matching)
                {
                    Deliver(child, rest[1..], message, sender, afterWildcard: true);
                }

                if (matching.Count == 0 && !afterWildcard)
                {
                    Miss(at, rest, message, sender);
                }

                break;
            case SelectionStep.Everything:
                foreach (var child in cell?.GetChildren() ?? [])
                {
                    child.Tell(message, sender);
                    Deliver(child, rest, message, sender, afterWildcard: true);
                }

                break;
            case var named:
                var next = at.Path.Depth == 0 ? ((LocalProvider)at.Provider).Find([named.ToString()]) : at.GetChild([named.ToString()]);
                if (!next.IsNobody())
                {
                    Deliver((IInternalActorRef)next, rest[1..], message, sender, afterWildcard);
                }
                else if (!afterWildcard || message is Identify)
                {
                    Miss(at, rest, message, sender);
                }

                break;
        }
    }

    private static void Miss(IInternalActorRef at, ReadOnlySpan<SelectionPathElement> rest, object message, IActorRef sender)
    {
        var path = at.Path;
        foreach (var step in rest)
        {
            path /= step.ToString();
        }

        ((LocalProvider)at.Provider).Missing(path).Tell(message, sender);
    }
}
