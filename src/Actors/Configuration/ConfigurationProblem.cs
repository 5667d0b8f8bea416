using System.Collections.Immutable;

namespace NetMonitor.Actors.Configuration;

/// <summary>The configuration cannot be used. One line for each key that is wrong: its full path, what was found there and what it
/// takes.</summary>
public sealed class ConfigurationProblem(ImmutableArray<string> problems) : Exception(string.Join('\n', problems))
{
    public ImmutableArray<string> Problems { get; } = problems;
}
