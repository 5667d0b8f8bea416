using System.Collections.Immutable;

namespace NetMonitor.Actors.Tree;

/// <summary>What every actor under <c>/user</c> that we make understands and says about itself.</summary>
public interface ITreeMessage;

/// <summary>Describe yourself and your children; answered to the sender.</summary>
public sealed record DescribeActors : ITreeMessage
{
    public static DescribeActors Instance { get; } = new();
}

/// <param name="Actors">The answering one first, then its children by name.</param>
public sealed record ActorsDescribed(ImmutableArray<ActorDescription> Actors) : ITreeMessage;
