using System.Collections.Immutable;

namespace NetMonitor.Engine.Json;

/// <summary>What an object of our answers looks like: always all of its members, in this order.</summary>
public abstract class JsonShape(string name, string description, ImmutableArray<JsonMember> members)
{
    /// <summary>In snake_case; no two shapes of one document share it.</summary>
    public string Name { get; } = name;

    public string Description { get; } = description;

    public ImmutableArray<JsonMember> Members { get; } = members;

    /// <summary>This one and all that its members lead to, each once, the outer before the inner.</summary>
    public ImmutableArray<JsonShape> WithInner()
    {
        var found = new List<JsonShape> { this };
        for (var next = 0; next < found.Count; next++)
        {
            found.AddRange(found[next].Members.Select(member => member.Type.Shape).OfType<JsonShape>().Distinct().Except(found));
        }

        return [.. found];
    }
}
